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

  /* What is said in the site's language, as the element around has it. */
  function wordsAt(element) { return JSON.parse(element.closest("[data-words]").dataset.words); }

  function say(message, values) {
    return message.replace(/%\((\w+)\)s/g, function (place, name) { return values[name]; }).replace(/([^.])\.\.$/, "$1.");
  }

  /* The form of a message that a number asks for, with the number and other values. */
  function counted(forms, count, lang, values) {
    var form = forms[new Intl.PluralRules(lang).select(count)] || forms.other;
    return say(form, Object.assign({ num: count.toLocaleString(lang) }, values));
  }

  /* A box that narrows the lists of its page; where the names are on many pages, it shows those that fit of all. */
  function filter(form) {
    var words = wordsAt(form), field = form.querySelector("input"), status = form.querySelector("[role=status]"), found = form.querySelector("ul");
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

    function wanted() { return folded(field.value).split(/\s+/).filter(Boolean); }

    function onPage() {
      var given = wanted(), count = 0;
      lists.forEach(function (list) {
        var here = 0;
        Array.prototype.forEach.call(list.children, function (item) {
          item.hidden = !fits(item.textContent, given);
          here += item.hidden ? 0 : 1;
        });
        (list.closest("section") || list).hidden = !here;
        count += here;
      });
      status.textContent = given.length ? counted(words.names, count, words.lang) : "";
    }

    function ofAll() {
      var given = wanted();
      var rows = given.length ? names.filter(function (row) { return fits(row[0] + " " + row[2], given); }) : [];
      found.textContent = "";
      found.hidden = !rows.length;
      lists.forEach(function (list) { list.hidden = given.length > 0; });
      rows.sort(function (one, other) { return other[3] - one[3] || other[4] - one[4]; });
      rows.slice(0, most).forEach(function (row) { found.appendChild(named(row)); });
      status.textContent = !given.length ? "" : counted(words.names, rows.length, words.lang) + (rows.length > most ? say(words.first, { count: most }) : "");
    }

    function named(row) {
      var item = document.createElement("li"), link = item.appendChild(document.createElement("a"));
      link.href = (form.dataset.base || "") + row[1];
      link.textContent = row[0];
      if (row[2]) item.appendChild(text("role", row[2]));
      item.appendChild(text("count", row[3] ? counted(words.statements, row[3], words.lang) : counted(words.summaries, row[4], words.lang)));
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
    var words = wordsAt(tools), button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      var place = location.href.split("#")[0] + (tools.dataset.anchor ? "#" + tools.dataset.anchor : "");
      navigator.clipboard.writeText(tools.dataset.copy + " " + place).then(function () {
        button.textContent = words.copied;
      }, function () {
        button.textContent = words.failed;
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
    var words = wordsAt(story), key = "digest " + location.pathname, note = story.querySelector("[data-since]"), seen = null;
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
        (part.querySelector(".kicker, .count, h3") || part).appendChild(text("new", words.new));
      }
    });
    note.textContent = counted(words.since, fresh.length, words.lang);
    note.hidden = false;
  }

  var search = document.querySelector("form.search");
  if (search) import(new URL("search.js", own).href).then(function (page) { page.start(wordsAt(search), say, counted); });
  Array.prototype.forEach.call(document.querySelectorAll("form[data-filter]"), filter);
  Array.prototype.forEach.call(document.querySelectorAll(".tools[data-copy]"), copier);
  Array.prototype.forEach.call(document.querySelectorAll("[data-story]"), visited);
  window.addEventListener("hashchange", reveal);
  reveal();
})();
