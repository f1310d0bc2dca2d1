/* goldseam: everything here is an extra; each page works without it. docs/decisions/0007-javascript.md */
"use strict";
(() => {
  const body = document.body;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const token = () => (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "";

  /* Autosave: <form data-autosave="URL"> posts itself a moment after each change. */
  const pending = new Map(); // form -> timer
  const status = (form) => form.querySelector("[data-saved]");
  function say(form, what, extra = "") {
    const line = status(form);
    if (line) line.textContent = line.dataset[what] + extra;
  }
  async function keep(form, data) {
    const reply = await fetch(form.dataset.autosave, {
      method: "POST", body: data, credentials: "same-origin", keepalive: document.hidden, redirect: "error",
      headers: { "X-CSRFToken": token(), "X-Goldseam": "autosave", Accept: "application/json" },
    });
    return reply;
  }
  async function save(form, wait = 2000) {
    clearTimeout(pending.get(form));
    pending.delete(form);
    const data = new FormData(form);
    form.dataset.saving = "1";
    try {
      const reply = await keep(form, data);
      if (reply.ok) {
        const at = new Date().toLocaleTimeString([], { timeStyle: "short" });
        say(form, "saved", ", " + at);
        form.dispatchEvent(new CustomEvent("goldseam:saved", { bubbles: true }));
        tell({ kept: form.dataset.autosave });
      } else say(form, "refused");
    } catch {
      say(form, "unsaved");
      if (!pending.has(form)) pending.set(form, setTimeout(save, wait, form, Math.min(wait * 2, 30000)));
    } finally {
      delete form.dataset.saving;
    }
  }
  let unkept = false; // whether something was written here that no autosave keeps
  function soon(event) {
    const form = event.target.closest("form[data-autosave]");
    if (!form) unkept = true;
    if (!form || hidden) return; // a field that is taken away may say that it changed
    if (form.dataset.older) return say(form, "older");
    say(form, "saving");
    clearTimeout(pending.get(form));
    pending.set(form, setTimeout(save, event.type === "change" ? 150 : 700, form));
  }
  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
  document.addEventListener("submit", (event) => {
    clearTimeout(pending.get(event.target));
    pending.delete(event.target);
    if (event.target.dataset.autosave) tell({ kept: event.target.dataset.autosave });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const form of [...pending.keys()]) save(form);
  });

  /* Part of a page: <a|form data-part="#id"> fetches the whole page and swaps in only that part. */
  function swap(selector, url, data) {
    const old = document.querySelector(selector);
    const ask = new XMLHttpRequest(); // responseType "document": parsed, scripts never run
    ask.open(data ? "POST" : "GET", url);
    ask.responseType = "document";
    if (data) ask.setRequestHeader("X-CSRFToken", token());
    ask.onload = () => {
      const fresh = ask.response && ask.response.querySelector(selector);
      if (!old || !fresh || ask.status >= 500) return location.assign(url);
      const held = document.activeElement && document.activeElement.id;
      old.replaceWith(document.adoptNode(fresh));
      const focus = held && document.getElementById(held);
      if (focus) focus.focus();
      else { fresh.tabIndex = -1; fresh.focus({ preventScroll: true }); }
    };
    ask.onerror = () => location.assign(url);
    ask.send(data);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.part || !window.FormData) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const to = (event.submitter && event.submitter.getAttribute("formaction")) || form.action;
    if (form.method === "post") swap(form.dataset.part, to, data);
    else swap(form.dataset.part, to.split("?")[0] + "?" + new URLSearchParams(data), null);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    swap(link.dataset.part, link.href, null);
  });

  /* All windows turn together: what one has locked or handed over, no other goes on showing. */
  let here = Date.now(); // when somebody was last here, in this window or in another
  const line = body.dataset.turn && window.BroadcastChannel ? new BroadcastChannel("goldseam") : null;
  const tell = (what) => { if (line) line.postMessage(what); };
  function blank() {
    document.documentElement.classList.add("blank");
    document.title = "goldseam";
    body.replaceChildren();
  }
  /* Kept from another window: this one would go on from older words, and put them over the newer ones. */
  function older(url) {
    const form = all("form[data-autosave]").find((one) => one.dataset.autosave === url);
    if (!form || pending.has(form) || form.dataset.saving) return;
    if (!unkept) return location.reload();
    form.dataset.older = "1";
    say(form, "older");
  }
  if (line) line.onmessage = ({ data }) => {
    if (data === "here") here = Date.now();
    else if (data.kept) setTimeout(older, 1000, data.kept); // a page that was sent needs a moment
    else if (data !== body.dataset.turn) {
      for (const form of [...pending.keys()]) save(form);
      blank();
      if (data !== "gone") location.replace("/");
    }
  };
  tell(body.dataset.turn);

  /* Esc Esc: the page is blank before anything else happens; then words are kept; then the book locks. */
  let escaped = -9999; // when Esc was last pressed, in ms since the page began
  let hidden = false;
  async function hide() {
    if (hidden) return;
    hidden = true;
    tell("gone");
    const url = body.dataset.lock;
    const csrf = token();
    const keeping = [...pending].map(([form, timer]) => (clearTimeout(timer), [form, new FormData(form)]));
    pending.clear();
    blank();
    await Promise.allSettled(keeping.map(([form, data]) => keep(form, data)));
    try {
      const ask = { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": csrf } };
      if (url) await fetch(url, ask);
    } catch { /* the program is gone: nothing is left to lock */ }
    location.replace(body.dataset.locked || "/");
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // never show a page out of the back-forward cache
  });

  /* Nobody here: blank and lock, as the program does by itself. Somebody writing: tell it so, once a minute. */
  const idle = Number(body.dataset.idle) * 1000;
  if (idle) {
    let told = here;
    let mine = false;
    for (const kind of ["keydown", "pointerdown", "scroll"])
      document.addEventListener(kind, () => { here = Date.now(); mine = true; }, { capture: true, passive: true });
    const beat = setInterval(() => {
      const at = Date.now();
      if (mine) tell("here");
      mine = false;
      if (at - here > idle) { clearInterval(beat); hide(); }
      else if (body.dataset.alive && here > told && at - told > 60000) {
        told = at;
        fetch(body.dataset.alive, { credentials: "same-origin" }).catch(() => {});
      }
    }, 5000);
  }

  /* Keys: any element with data-key="x". Off with data-keys="off", and never while someone writes. */
  const writing = (el) => el.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (event.repeat) return;
      const quick = event.timeStamp - escaped < 700;
      escaped = event.timeStamp;
      if (quick && body.dataset.lock) { event.preventDefault(); hide(); }
      return;
    }
    escaped = -9999;
    if (body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const target = all("[data-key]").find((el) => el.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea")) target.focus();
    else target.click();
  });

  /* A list one walks through by arrows: <ol data-rove>; Tab goes to one of its links, and out again. */
  for (const list of all("[data-rove]")) {
    const links = all("li > a", list);
    const rove = (to) => links.forEach((link) => { link.tabIndex = link === to ? 0 : -1; });
    rove(links.find((link) => link.getAttribute("aria-current")) || links[0]);
    list.addEventListener("focusin", (event) => { if (links.includes(event.target)) rove(event.target); });
    list.addEventListener("keydown", (event) => {
      const at = links.indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (at < 0 || to === undefined || !links[to]) return;
      event.preventDefault();
      links[to].focus();
    });
  }

  /* Something under way: <div data-poll> is fetched anew every three seconds; gone, the page is loaded anew.
     Nobody caused these requests, so they keep no book open. */
  if (document.querySelector("[data-poll]")) setInterval(() => {
    const ask = new XMLHttpRequest();
    ask.open("GET", location.href);
    ask.responseType = "document";
    ask.setRequestHeader("X-Goldseam", "poll");
    ask.onload = () => {
      const fresh = ask.response && ask.response.querySelector("[data-poll]");
      if (fresh) document.querySelector("[data-poll]").replaceChildren(...fresh.childNodes);
      else location.reload();
    };
    ask.send();
  }, 3000);

  /* Small things */
  const arrive = location.hash && document.querySelector("[data-arrive]");
  if (arrive) addEventListener("load", () => { // after the jump to the turn, which takes the focus away
    setTimeout(() => arrive.focus({ preventScroll: true })); // a screen reader begins there
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "find") return;
    const wanted = event.target.value.trim().toLowerCase();
    for (const line of all("[data-filter] > li")) line.hidden = !line.textContent.toLowerCase().includes(wanted);
  });
  all("[data-print]").forEach((el) => { el.hidden = false; el.addEventListener("click", () => print()); });
  const summary = document.getElementById("summary");
  const first = summary || document.querySelector("form[data-focus] input:not([type=hidden])");
  if (first) first.focus({ preventScroll: !summary });
})();
