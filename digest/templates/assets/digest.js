/* What a page can do beyond being read; without this file every page is whole. */
(function () {
  "use strict";

  var own = document.currentScript.src;

  /* "José Łoś" is found by "jose los". */
  function folded(text) {
    return text.toLocaleLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ł/g, "l").replace(/ø/g, "o").replace(/ß/g, "ss");
  }

  function fits(text, words) {
    var plain = folded(text);
    return words.every(function (word) { return plain.indexOf(word) >= 0; });
  }

  function plural(count, one, many) {
    return count.toLocaleString("en") + " " + (count === 1 ? one : many);
  }

  /* A box that narrows the lists of its page; where the names are on many pages, it shows those that fit of all. */
  function filter(form) {
    var field = form.querySelector("input"), status = form.querySelector("[role=status]"), found = form.querySelector("ul");
    var lists = Array.prototype.slice.call(document.querySelectorAll("[data-filtered]"));
    var names = null, most = 100;
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    field.addEventListener("input", function () {
      if (!form.dataset.filter) return onPage();
      if (names) return ofAll();
      fetch(form.dataset.filter).then(function (answer) { return answer.json(); }).then(function (rows) {
        names = rows;
        ofAll();
      }).catch(onPage);
    });

    function words() { return folded(field.value).split(/\s+/).filter(Boolean); }

    function onPage() {
      var wanted = words(), count = 0;
      lists.forEach(function (list) {
        var here = 0;
        Array.prototype.forEach.call(list.children, function (item) {
          item.hidden = !fits(item.textContent, wanted);
          here += item.hidden ? 0 : 1;
        });
        (list.closest("section") || list).hidden = !here;
        count += here;
      });
      status.textContent = wanted.length ? plural(count, "name", "names") : "";
    }

    function ofAll() {
      var wanted = words();
      var rows = wanted.length ? names.filter(function (row) { return fits(row[0] + " " + row[2], wanted); }) : [];
      found.textContent = "";
      found.hidden = !rows.length;
      lists.forEach(function (list) { list.hidden = wanted.length > 0; });
      rows.sort(function (one, other) { return other[3] - one[3] || other[4] - one[4]; });
      rows.slice(0, most).forEach(function (row) { found.appendChild(named(row)); });
      status.textContent = !wanted.length ? "" : plural(rows.length, "name", "names") + (rows.length > most ? ", the first " + most + " are shown" : "");
    }

    function named(row) {
      var item = document.createElement("li"), link = item.appendChild(document.createElement("a"));
      link.href = (form.dataset.base || "") + row[1];
      link.textContent = row[0];
      if (row[2]) item.appendChild(text("role", row[2]));
      item.appendChild(text("count", row[3] ? plural(row[3], "statement", "statements") : "named in " + plural(row[4], "summary", "summaries")));
      return item;
    }
  }

  function text(name, words) {
    var made = document.createElement("span");
    made.className = name;
    made.textContent = words;
    return made;
  }

  /* A button that copies a statement with its speaker, source, date and link. */
  function copier(tools) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      var place = location.href.split("#")[0] + (tools.dataset.anchor ? "#" + tools.dataset.anchor : "");
      navigator.clipboard.writeText(tools.dataset.copy + " " + place).then(function () {
        button.textContent = "Copied";
      }, function () {
        button.textContent = "Not copied";
      });
    });
    tools.insertBefore(button, tools.firstChild);
  }

  /* A link to something within folds opens them; browsers that do so by themselves lose nothing. */
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var own = target.querySelector(":scope > details, :scope > figcaption > details"), fold = target.closest("details");
    if (own) own.open = true;
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  /* On the page of a story: what came since the reader's last visit. What they saw is kept in their browser alone. */
  function visited(story) {
    var key = "digest " + location.pathname, note = story.querySelector("[data-since]"), seen = null;
    var parts = Array.prototype.slice.call(story.querySelectorAll("[data-from]"));
    var now = parts.filter(function (part) { return part.dataset.article !== undefined; }).map(function (part) { return part.dataset.from; });
    try {
      seen = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify(now));
    } catch (error) {
      return; /* storage is off or full: nothing is marked */
    }
    if (!Array.isArray(seen)) return;
    var fresh = now.filter(function (article) { return seen.indexOf(article) < 0; });
    if (!fresh.length) return;
    parts.forEach(function (part) {
      var all = part.dataset.from.split(" ");
      if (all.every(function (article) { return fresh.indexOf(article) >= 0; })) {
        (part.querySelector(".kicker, .count, h3") || part).appendChild(text("new", "new"));
      }
    });
    note.textContent = plural(fresh.length, "article has come", "articles have come") + " since your last visit.";
    note.hidden = false;
  }

  if (document.querySelector("form.search")) import(new URL("search.js", own).href);
  Array.prototype.forEach.call(document.querySelectorAll("form[data-filter]"), filter);
  Array.prototype.forEach.call(document.querySelectorAll(".tools[data-copy]"), copier);
  Array.prototype.forEach.call(document.querySelectorAll("[data-story]"), visited);
  window.addEventListener("hashchange", reveal);
  reveal();
})();
