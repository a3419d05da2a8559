"use strict";
(function () {
  var from = null;

  // The way back: a link that led into an account is remembered, so that the
  // account can lead to the very finding it was opened from.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link) return;
    if (link.classList.contains("ref")) {
      from = link.closest(".finding");
    } else if (link.classList.contains("back") && from && from.id) {
      event.preventDefault();
      location.hash = from.id;
      var first = from.querySelector("a.ref");
      if (first) first.focus({ preventScroll: true });
    }
  });

  // What is folded opens when a link leads into it, and for print.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (target.classList.contains("x")) target.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", reveal);
  window.addEventListener("load", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });

  // j and k walk through the findings.
  function step(by) {
    var all = Array.prototype.slice.call(document.querySelectorAll(".finding"));
    all = all.filter(function (e) { return e.getClientRects().length > 0; });
    if (!all.length) return;
    var here = all.indexOf(document.querySelector(".finding.here"));
    if (here < 0) {
      here = by > 0 ? -1 : all.length;
      if (by > 0) all.forEach(function (e, i) { if (e.getBoundingClientRect().bottom < 0) here = i; });
    } else {
      all[here].classList.remove("here");
    }
    var next = all[Math.max(0, Math.min(all.length - 1, here + by))];
    next.classList.add("here");
    next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function make(tag, text, parent) {
    var e = document.createElement(tag);
    if (text) e.textContent = text;
    if (parent) parent.appendChild(e);
    return e;
  }

  // "/" looks for words in findings and accounts.
  var find = make("dialog");
  find.className = "keys";
  var form = make("form", "", find);
  var label = make("label", "Find in findings and accounts ", form);
  var input = make("input", "", label);
  input.type = "search";
  var told = make("p", "", form);
  told.setAttribute("role", "status");
  var hits = [], at = -1, sought = "";
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var words = input.value.trim().toLowerCase();
    if (!words) return;
    if (words !== sought) {
      sought = words;
      at = -1;
      hits = Array.prototype.filter.call(document.querySelectorAll(".finding, .text > p"), function (e) {
        return e.textContent.toLowerCase().indexOf(words) >= 0;
      });
    }
    document.querySelectorAll(".here").forEach(function (e) { e.classList.remove("here"); });
    if (!hits.length) {
      told.textContent = "Not found.";
      return;
    }
    at = (at + 1) % hits.length;
    for (var e = hits[at]; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    hits[at].classList.add("here");
    hits[at].scrollIntoView({ block: "center" });
    told.textContent = (at + 1) + " of " + hits.length + ". Enter for the next, Escape to stay here.";
  });

  // "?" shows the keys.
  var help = make("dialog");
  help.className = "keys";
  var list = make("dl", "", help);
  [["j, k", "next finding, finding before"], ["Enter", "open its words in the account"], ["b", "back to the finding"],
    ["/", "find words"], ["?", "these keys"], ["Escape", "close"]].forEach(function (row) {
    make("dt", row[0], list);
    make("dd", row[1], list);
  });
  find.setAttribute("aria-label", "Find");
  help.setAttribute("aria-label", "Keys");
  document.body.appendChild(find);
  document.body.appendChild(help);

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    var here = document.querySelector(".finding.here");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); setTimeout(function () { find.showModal(); input.select(); }); }
    else if (event.key === "?") { if (help.open) help.close(); else help.showModal(); }
    else if (event.key === "b") { var back = document.querySelector(".x:target > .back"); if (back) back.click(); }
    else if (event.key === "Enter" && here && event.target === here) { var ref = here.querySelector("a.ref"); if (ref) ref.click(); }
  });

  var foot = document.querySelector("footer p");
  if (foot) make("span", " Press ? for the keys.", foot).className = "screen";
})();
