// The page's own script: what a server cannot do for a page. Drafts that outlive a lost connection, sending on Enter, the menu of
// commands, the theme, and coming back by itself after the server was away.
(() => {
  "use strict";

  const base = document.baseURI;
  const scope = new URL(base).pathname;
  const later = "; max-age=31536000; samesite=lax; path=" + scope;
  const finePointer = matchMedia("(pointer: fine)");

  // ── Zone and theme: cookies, so that the server draws the page right at once ──────────────────────────────────────────────
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = "drill_zone=" + encodeURIComponent(zone) + later;
  }

  document.addEventListener("click", event => {
    const choice = event.target.closest("[data-theme-choice]");
    if (!choice) {
      return;
    }
    const theme = choice.dataset.themeChoice;
    document.cookie = "drill_theme=" + theme + later;
    if (theme) {
      document.documentElement.dataset.theme = theme;
    } else {
      delete document.documentElement.dataset.theme;
    }
    for (const other of document.querySelectorAll("[data-theme-choice]")) {
      other.setAttribute("aria-pressed", String(other === choice));
    }
  });

  // ── The way down to the latest message ────────────────────────────────────────────────────────────────────────────────────
  // The scroller is a reversed column: 0 is the bottom and the browser itself keeps the place when messages come or older ones are loaded.
  document.addEventListener("scroll", event => {
    if (event.target.dataset?.drill === "scroller") {
      const jump = event.target.parentElement.querySelector("[data-drill=jump]");
      if (jump) {
        jump.hidden = event.target.scrollTop > -300;
      }
    }
  }, { capture: true, passive: true });
  document.addEventListener("click", event => {
    const jump = event.target.closest("[data-drill=jump]");
    if (jump) {
      jump.closest(".chat").querySelector("[data-drill=scroller]").scrollTo({ top: 0, behavior: calm() ? "auto" : "smooth" });
      jump.hidden = true;
    }
  });

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // ── Text that is sent ─────────────────────────────────────────────────────────────────────────────────────────────────────
  // A draft is kept with the key of its action. The key changes with the text only, so that trying again after a lost connection
  // repeats the same action, which the server carries out once.
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, "0")).join("");

  const connection = {
    isLost: false,
    waiting: [],
    lost() {
      return new Promise((_, reject) => this.waiting.push(reject));
    },
    set(isLost) {
      this.isLost = isLost;
      if (isLost) {
        this.waiting.splice(0).forEach(reject => reject(new Error("offline")));
      }
    },
  };

  class Draft {
    constructor(name) {
      this.name = "drill:" + name;
      try {
        this.kept = JSON.parse(sessionStorage.getItem(this.name)) ?? {};
      } catch {
        this.kept = {};
      }
    }

    get text() {
      return this.kept.text ?? "";
    }

    keyFor(text) {
      if (this.kept.text !== text || !this.kept.key) {
        this.keep(text, newKey());
      }
      return this.kept.key;
    }

    keep(text, key) {
      this.kept = { text, key };
      try {
        if (text) {
          sessionStorage.setItem(this.name, JSON.stringify(this.kept));
        } else {
          sessionStorage.removeItem(this.name);
        }
      } catch {
        // Storage is full or switched off: the text is still in the box.
      }
    }
  }

  const wire = (form, page, changed) => {
    const area = form.querySelector("textarea");
    const problem = form.querySelector(".problem");
    const draft = new Draft(form.dataset.draft);
    let isSending = false;

    const say = text => {
      problem.hidden = !text;
      problem.textContent = text ?? "";
    };

    const show = text => {
      area.value = text;
      if (!CSS.supports("field-sizing", "content")) {
        area.style.height = "auto";
        area.style.height = Math.min(area.scrollHeight + 2, innerHeight * 0.4) + "px";
      }
      changed?.(text);
    };

    const finish = (text, result) => {
      if (result.ok) {
        draft.keep(result.clear ? "" : text);
        if (result.clear && area.value === text) {
          show("");
        }
      }
      say(result.ok ? null : result.message);
    };

    const send = async () => {
      const text = area.value;
      if (isSending || (!text.trim() && !form.dataset.most)) {
        return;
      }
      isSending = true;
      form.setAttribute("aria-busy", "true");
      say(null);
      try {
        if (connection.isLost) {
          throw new Error("offline");
        }
        // A call over a connection that breaks is never answered, so it is given up then; should its answer come after all, it counts.
        const call = page.invokeMethodAsync("SendAsync", text, draft.keyFor(text)).then(result => finish(text, result));
        call.catch(() => { });
        await Promise.race([call, connection.lost()]);
      } catch {
        say(form.dataset.offline);
      } finally {
        isSending = false;
        form.removeAttribute("aria-busy");
      }
    };

    area.addEventListener("input", () => {
      draft.keep(area.value);
      say(null);
      show(area.value);
    });
    form.addEventListener("submit", event => {
      event.preventDefault();
      send();
    });
    show(draft.text);
    form.querySelector("fieldset").disabled = false;
    return { area, send, show, draft };
  };

  const composer = (form, page) => {
    const menu = form.querySelector(".menu");
    const slash = form.querySelector(".slash");
    const options = [...menu.querySelectorAll("[role=option]")];
    let shown = [];
    let chosen = -1;

    const choose = index => {
      chosen = index;
      options.forEach(o => o.setAttribute("aria-selected", "false"));
      const option = shown[chosen];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        area.setAttribute("aria-activedescendant", option.id);
      } else {
        area.removeAttribute("aria-activedescendant");
      }
    };

    const open = isOpen => {
      menu.hidden = !isOpen;
      area.setAttribute("aria-expanded", String(isOpen));
      slash.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) {
        choose(-1);
      }
    };

    const filter = text => {
      const typed = /^\/([a-z0-9_]*)$/i.exec(text)?.[1].toLowerCase();
      shown = [];
      for (const option of options) {
        option.hidden = typed === undefined || !option.dataset.name.startsWith(typed);
        if (!option.hidden) {
          shown.push(option);
        }
      }
      const isWanted = shown.length > 0 && document.activeElement === area;
      open(isWanted);
      if (isWanted) {
        choose(0);
      }
    };

    const { area, send, show, draft } = wire(form, page, text => queueMicrotask(() => filter(text)));

    const take = (option, isFinal) => {
      const text = "/" + option.dataset.name + (isFinal && !option.dataset.needs ? "" : " ");
      draft.keep(text);
      show(text);
      open(false);
      area.focus();
      if (isFinal && !option.dataset.needs) {
        queueMicrotask(() => open(false));
        send();
      }
    };

    area.addEventListener("keydown", event => {
      if (event.isComposing || event.keyCode === 229) {
        return; // an input method is still choosing characters
      }
      const isOpen = !menu.hidden;
      if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        choose((chosen + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
      } else if (isOpen && event.key === "Tab" && !event.shiftKey && shown[chosen]) {
        event.preventDefault();
        take(shown[chosen], false);
      } else if (isOpen && event.key === "Escape") {
        event.preventDefault();
        open(false);
      } else if (event.key === "Enter" && !event.shiftKey && (finePointer.matches || area.value.startsWith("/"))) {
        event.preventDefault();
        const option = isOpen ? shown[chosen] : null;
        if (option && area.value.slice(1).toLowerCase() !== option.dataset.name) {
          take(option, true);
        } else {
          open(false);
          send();
        }
      }
    });
    menu.addEventListener("mousedown", event => event.preventDefault());
    menu.addEventListener("click", event => {
      const option = event.target.closest("[role=option]");
      if (option) {
        take(option, true);
      }
    });
    slash.addEventListener("click", () => {
      if (!menu.hidden) {
        open(false);
        return;
      }
      if (!area.value.startsWith("/")) {
        area.value = "/";
      }
      area.focus();
      show(area.value);
    });
    area.addEventListener("blur", () => setTimeout(() => {
      if (!form.contains(document.activeElement)) {
        open(false);
      }
    }, 150));

    // On a phone the focus would throw up the keyboard over the room before anybody has read it.
    if (finePointer.matches) {
      requestAnimationFrame(() => area.focus());
    }
  };

  const box = (form, page) => {
    const before = document.activeElement;
    const most = Number(form.dataset.most);
    const count = form.querySelector("[data-drill=count]");
    const { area, send } = wire(form, page, text => {
      count.textContent = text.length.toLocaleString("en");
      count.parentElement.classList.toggle("over", text.length > most);
      form.querySelector("textarea").toggleAttribute("aria-invalid", text.length > most);
    });

    const close = async () => {
      await page.invokeMethodAsync("CloseAsync").catch(() => { });
      if (before?.isConnected) {
        before.focus();
      }
    };

    form.addEventListener("keydown", event => {
      if (event.isComposing) {
        return;
      }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        send();
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    for (const cancel of form.querySelectorAll("[data-drill=cancel]")) {
      cancel.addEventListener("click", close);
    }
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  };

  window.drill = { composer, box };

  // ── Coming back ───────────────────────────────────────────────────────────────────────────────────────────────────────────
  const banner = document.getElementById("components-reconnect-modal");
  if (!banner || !window.Blazor) {
    return;
  }

  const isServerThere = async () => {
    try {
      return (await fetch(new URL("web/alive", base), { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  };

  // A page that cannot come back must not reload for ever: after five times within a minute it waits for a person.
  const reload = () => {
    const now = Date.now();
    let times = [];
    try {
      times = (JSON.parse(sessionStorage.getItem("drill:reloads")) ?? []).filter(t => now - t < 60_000);
      sessionStorage.setItem("drill:reloads", JSON.stringify([...times, now]));
    } catch {
      // Without storage there is nothing to count with.
    }
    if (times.length < 5) {
      location.reload();
    }
  };

  const waitForServer = async () => {
    banner.classList.add("away");
    while (!await isServerThere()) {
      await new Promise(resolve => setTimeout(resolve, 2_000));
    }
    reload();
  };

  banner.addEventListener("components-reconnect-state-changed", event => {
    const state = event.detail?.state;
    connection.set(Boolean(state) && state !== "hide");
    if (state === "hide") {
      banner.hidden = true;
      banner.classList.remove("away");
    } else if (state === "failed" || state === "rejected" || state === "resume-failed") {
      banner.hidden = false;
      waitForServer();
    } else if (state) {
      banner.hidden = false;
    }
  });
  document.getElementById("retry-now").addEventListener("click", () => location.reload());

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: 30,
        retryIntervalMilliseconds: tried => tried === 0 ? 200 : tried < 10 ? 1_000 : tried < 30 ? 3_000 : null,
      },
    },
  });
})();
