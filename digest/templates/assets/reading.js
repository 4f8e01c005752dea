/* What a reader chooses, in their browser alone: text size, reading list, read marks, the latest edition without a network. */
(function () {
  "use strict";

  var SIZE = "digest size", LIST = "digest list", MARKS = "digest marks", READ = "digest read", MOST = 500;
  var root = new URL("../", document.currentScript.src);

  function get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(name)) || otherwise; } catch (error) { return otherwise; }
  }

  function set(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch (error) { /* storage is off or full: nothing is kept */ }
  }

  function each(query, work, within) { Array.prototype.forEach.call((within || document).querySelectorAll(query), work); }

  function path(address) { return new URL(address, location.href).pathname.slice(root.pathname.length); }

  function sized() {
    var size = get(SIZE, 0), style = document.documentElement.style;
    style.fontSize = "";
    if (size) style.fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * Math.pow(1.12, size) + "px";
  }

  /* The button of a summary that puts it on the list, and takes it off. */
  function keeper(button) {
    var here = path(location.href);
    function on() { return get(LIST, []).some(function (row) { return row[0] === here; }); }
    function show() { button.setAttribute("aria-pressed", String(on())); }
    button.hidden = false;
    button.addEventListener("click", function () {
      var rest = get(LIST, []).filter(function (row) { return row[0] !== here; });
      set(LIST, on() ? rest : [[here, button.dataset.title]].concat(rest).slice(0, MOST));
      show();
    });
    show();
  }

  /* Links to what was read, where the reader wants that. */
  function marked() {
    if (!get(MARKS, false)) return;
    var read = get(READ, []), here = path(location.href);
    each("[data-keep-page]", function () {
      if (read.indexOf(here) < 0) set(READ, [here].concat(read).slice(0, MOST));
    });
    each(".card__title a, .front__title a, .front__briefs li > a", function (link) {
      if (read.indexOf(path(link.href)) >= 0) link.classList.add("read");
    });
  }

  function page(place) {
    var words = JSON.parse(place.dataset.words), status = place.querySelector("[data-offline]");
    var worker = new URL(place.dataset.worker, location.href), marks = place.querySelector("[data-marks]");
    place.hidden = false;
    each("[data-size]", function (button) {
      button.addEventListener("click", function () {
        var by = Number(button.dataset.size);
        set(SIZE, by ? Math.max(-2, Math.min(4, get(SIZE, 0) + by)) : 0);
        sized();
      });
    }, place);
    marks.checked = get(MARKS, false);
    marks.addEventListener("change", function () {
      set(MARKS, marks.checked);
      if (!marks.checked) localStorage.removeItem(READ);
    });
    list();

    function list() {
      var rows = get(LIST, []), shown = place.querySelector("[data-list]");
      shown.textContent = "";
      place.querySelector("[data-empty]").hidden = rows.length > 0;
      rows.forEach(function (row) {
        var item = shown.appendChild(document.createElement("li")), link = item.appendChild(document.createElement("a"));
        var button = item.appendChild(document.createElement("button"));
        link.href = new URL(row[0], root).href;
        link.textContent = row[1];
        button.type = "button";
        button.textContent = words.remove;
        button.setAttribute("aria-label", words.remove + ": " + row[1]);
        button.addEventListener("click", function () {
          set(LIST, get(LIST, []).filter(function (other) { return other[0] !== row[0]; }));
          list();
        });
      });
    }

    function told(answer) {
      status.textContent = words.kept.replace("%(edition)s", answer.edition).replace("%(version)s", answer.version);
    }

    function known() { return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration(root.href) : Promise.resolve(); }

    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.addEventListener("message", function (event) { told(event.data); });
      known().then(function (one) {
        if (!one) return;
        one.update().catch(function () { /* no network: what is kept stays */ });
        if (one.active) one.active.postMessage("version");
      });
    }
    place.querySelector("[data-keep]").addEventListener("click", function () {
      if (!("serviceWorker" in navigator)) { status.textContent = words.failed; return; }
      status.textContent = words.waits;
      navigator.serviceWorker.register(worker, { scope: root.href }).then(function () { return navigator.serviceWorker.ready; }).then(function (one) {
        one.active.postMessage("version");
      }).catch(function () { status.textContent = words.failed; });
    });
    place.querySelector("[data-drop]").addEventListener("click", function () {
      [SIZE, LIST, MARKS, READ].forEach(function (name) { localStorage.removeItem(name); });
      sized();
      list();
      marks.checked = false;
      status.textContent = "";
      known().then(function (one) { return one && one.unregister(); });
      if ("caches" in window) caches.keys().then(function (names) {
        names.filter(function (name) { return name.indexOf("digest-offline-") === 0; }).forEach(function (name) { caches.delete(name); });
      });
    });
  }

  sized();
  each("[data-keep-page]", keeper);
  marked();
  each("[data-reading]", page);
})();
