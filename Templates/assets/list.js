// Filters and sorts the list of kfuncs. The table is the data: what its cells say is read once, and of the rows that
// match only a screenful is put back, more when the reader comes near the end. A list that is cut into parts has no rows
// on its first page: then ../list-index.js has what they say, and is loaded when the filters are used.
"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const table = document.querySelector("table.list");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const status = document.querySelector(".count");
  const chunk = 200;
  // Of a list that is cut: what shows the rows that were found, and what leads to the parts.
  const found = document.querySelector(".list-found");
  const parts = document.querySelector(".list-parts");
  const folder = new URL("..", document.currentScript.src);

  // 6.12 comes after 6.9; what is no release sorts first.
  const order = release => {
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [null, -1, 0];
    return Number(major) * 1000 + Number(minor);
  };
  const words = cell => cell.textContent.split(", ").filter(Boolean);
  const type = word => word.replace(/^some /, "").replace(/ \(filter not read\)$/, "");

  // ---- What the rows say ----

  const ofTable = () => {
    // A long list of types stands below the table, once for all rows that have it.
    const sets = new Map();
    const types = cell => {
      const id = cell.firstElementChild?.hash?.slice(1);
      if (!id) return words(cell).map(type);
      if (!sets.has(id)) sets.set(id, words(document.getElementById(id)).map(type));
      return sets.get(id);
    };
    return Array.from(body.rows, row => {
      const [name, subsystem, ofTypes, flags, states, releases, change] = row.cells;
      return {
        row,
        name: name.textContent,
        lower: name.textContent.toLowerCase(),
        subsystem: [subsystem.textContent],
        type: types(ofTypes),
        flag: words(flags),
        state: words(states),
        release: words(releases),
        change: order(change.textContent),
      };
    });
  };

  // Whatever comes from the index becomes text or an address below this page, never markup.
  const make = (name, ...content) => {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  };
  const mostNamed = 3;
  const rowOf = (data, position) => {
    const said = (column, sets) => data[sets][data[column][position]];
    const name = data.names[position];
    const link = make("a", make("code", name));
    link.href = data.paths[position] ?? `${name}/${data.end}`;
    const head = make("th", link);
    head.scope = "row";
    const types = said("types", "typeSets");
    const long = make("a", `${types.length} types`);
    if (types.length > mostNamed) long.href = `#types-${data.long.indexOf(data.types[position]) + 1}`;
    return make("tr", head,
      make("td", ...said("subsystem", "subsystems")),
      types.length > mostNamed ? make("td", long) : make("td", types.join(", ")),
      ...[["flags", "flagSets"], ["state", "stateSets"], ["releases", "releaseSets"], ["change", "changes"]]
        .map(([column, sets]) => make("td", said(column, sets).join(", "))));
  };
  const ofIndex = data => {
    const types = data.typeSets.map(set => set.map(type));
    // Long lists stand on the page, numbered from 1 as they come.
    data.long = [...data.typeSets.keys()].filter(number => data.typeSets[number].length > mostNamed);
    const changes = data.changes.map(([change]) => order(change));
    return data.names.map((name, position) => {
      let row = null;
      return {
        // Few rows are ever seen.
        get row() { return row ??= rowOf(data, position); },
        name,
        lower: name.toLowerCase(),
        subsystem: data.subsystems[data.subsystem[position]],
        type: types[data.types[position]],
        flag: data.flagSets[data.flags[position]],
        state: data.stateSets[data.state[position]],
        release: data.releaseSets[data.releases[position]],
        change: changes[data.change[position]],
      };
    });
  };

  const start = rows => {
    // ---- What can be chosen ----

    // Several values of these: a kfunc has one subsystem, so any will do; of the others it can have all, and does.
    const several = ["subsystem", "type", "flag", "state", "release"];
    const facets = [...several, "since"];
    const releases = [...new Set(rows.flatMap(one => one.release))].sort((a, b) => order(a) - order(b));
    const values = Object.fromEntries(several.map(facet => (
      [facet, facet === "release" ? releases : [...new Set(rows.flatMap(one => one[facet]))].sort()])));
    // Since the newest release nothing can have changed.
    values.since = releases.slice(0, -1);
    const everyType = "every type";
    const has = (facet, one, value) => facet === "since" ? one.change > order(value)
      : one[facet].includes(value) || facet === "type" && one.type.includes(everyType);
    const holds = (facet, one, chosen) => facet === "subsystem"
      ? chosen.includes(one.subsystem[0]) : chosen.every(value => has(facet, one, value));

    // A box to tick for each value, with the number of kfuncs beside it.
    const boxes = new Map();
    for (const facet of several) {
      const place = form.querySelector(`[data-facet="${facet}"]`);
      const list = document.createElement("div");
      list.className = "choices";
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", place.querySelector(".of").textContent);
      boxes.set(facet, values[facet].map(value => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        box.type = "checkbox";
        box.name = facet;
        box.value = value;
        const number = document.createElement("span");
        number.className = "number";
        label.append(box, " " + value + " ", number);
        list.append(label);
        return { box, number, label };
      }));
      place.append(list);
    }
    for (const value of values.since) form.elements.since.append(new Option(value, value));

    // ---- The address ----

    const chosen = () => {
      const choice = { name: form.elements.name.value.trim().toLowerCase() };
      for (const facet of several) choice[facet] = boxes.get(facet).filter(({ box }) => box.checked).map(({ box }) => box.value);
      choice.since = form.elements.since.value ? [form.elements.since.value] : [];
      return choice;
    };
    let sorting = { by: "name", descending: false };

    const query = () => {
      const query = new URLSearchParams();
      const { name, ...choice } = chosen();
      if (name) query.set("name", name);
      for (const facet of facets) for (const value of choice[facet]) query.append(facet, value);
      if (sorting.by !== "name" || sorting.descending) query.set("sort", (sorting.descending ? "-" : "") + sorting.by);
      return query.toString();
    };
    const remember = isNew => {
      const address = location.pathname + (query() ? "?" + query() : "") + location.hash;
      if (address === location.pathname + location.search + location.hash) return;
      history[isNew ? "pushState" : "replaceState"](null, "", address);
    };
    const read = () => {
      const query = new URLSearchParams(location.search);
      form.elements.name.value = query.get("name") ?? "";
      // A value that the list does not have, from an old link, chooses nothing.
      for (const facet of several) {
        const wanted = query.getAll(facet);
        for (const { box } of boxes.get(facet)) box.checked = wanted.includes(box.value);
      }
      form.elements.since.value = query.get("since") ?? "";
      if (form.elements.since.selectedIndex < 0) form.elements.since.value = "";
      const sort = query.get("sort") ?? "";
      const by = sort.replace(/^-/, "");
      sorting = Object.hasOwn(columns, by) ? { by, descending: sort.startsWith("-") } : { by: "name", descending: false };
    };

    // ---- Order ----

    const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
    const columns = {
      name: (a, b) => compare(a.name, b.name),
      subsystem: (a, b) => compare(a.subsystem[0], b.subsystem[0]),
      types: (a, b) => compare(a.type.join(), b.type.join()),
      flags: (a, b) => compare(a.flag.join(), b.flag.join()),
      state: (a, b) => compare(a.state.join(), b.state.join()),
      releases: (a, b) => order(a.release[0] ?? "") - order(b.release[0] ?? "") || a.release.length - b.release.length,
      change: (a, b) => a.change - b.change,
    };
    const sorted = list => {
      if (sorting.by === "name" && !sorting.descending) return list;
      const sign = sorting.descending ? -1 : 1;
      const column = columns[sorting.by];
      // The rows come by name, and the sort is stable.
      return [...list].sort((a, b) => sign * column(a, b));
    };

    // ---- The rows that show ----

    let matching = rows;
    let shown = found ? 0 : rows.length;
    const more = document.createElement("p");
    more.className = "more";
    more.hidden = true;
    const all = document.createElement("button");
    all.type = "button";
    more.append(all);
    table.closest(".scroll").after(more);

    const grow = to => {
      const next = matching.slice(shown, to);
      body.append(...next.map(one => one.row));
      shown += next.length;
      const rest = matching.length - shown;
      more.hidden = rest === 0;
      all.textContent = `Show ${rest} more`;
    };
    all.addEventListener("click", () => grow(matching.length));
    new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting) && !more.hidden) grow(shown + chunk);
    }, { rootMargin: "600px" }).observe(more);

    const place = () => {
      body.replaceChildren();
      shown = 0;
      grow(chunk);
    };

    // The kfuncs of a choice, and how many there would be with each other value besides; of subsystems and days, where one
    // is enough, with that value whatever else of its kind is chosen.
    const isEither = facet => facet === "subsystem" || facet === "since";
    const count = (choice, active) => {
      const counts = Object.fromEntries(facets.map(facet => [facet, new Map(values[facet].map(value => [value, 0]))]));
      const add = (facet, one) => {
        const of = counts[facet];
        if (facet === "since" || facet === "type" && one.type.includes(everyType)) {
          for (const value of values[facet]) if (has(facet, one, value)) of.set(value, of.get(value) + 1);
        } else {
          for (const value of one[facet]) of.set(value, of.get(value) + 1);
        }
      };
      const result = [];
      for (const one of rows) {
        if (choice.name && !one.lower.includes(choice.name)) continue;
        const failing = active.filter(facet => !holds(facet, one, choice[facet]));
        if (failing.length === 0) {
          result.push(one);
          for (const facet of facets) add(facet, one);
        } else if (failing.length === 1 && isEither(failing[0])) {
          add(failing[0], one);
        }
      }
      return { result, counts };
    };

    const show = (choice, counts) => {
      for (const facet of several) {
        const place = form.querySelector(`[data-facet="${facet}"]`);
        place.querySelector(".chosen").textContent = choice[facet].join(", ") || "any";
        place.classList.toggle("is-chosen", choice[facet].length > 0);
        for (const { box, number, label } of boxes.get(facet)) {
          const found = counts[facet].get(box.value);
          number.textContent = `(${found})`;
          label.classList.toggle("none", found === 0);
        }
      }
      for (const option of form.elements.since.options) {
        if (option.value) option.textContent = `${option.value} (${counts.since.get(option.value)})`;
      }
    };
    const apply = isFirst => {
      const choice = chosen();
      const active = facets.filter(facet => choice[facet].length);
      const { result, counts } = count(choice, active);
      show(choice, counts);
      matching = sorted(result);
      const isWhole = !choice.name && !active.length;
      status.textContent = isWhole ? `${rows.length} kfuncs` : `${result.length} of ${rows.length} kfuncs`;
      for (const [by, head] of heads) {
        const direction = by === sorting.by ? sorting.descending ? "descending" : "ascending" : null;
        if (direction) head.setAttribute("aria-sort", direction); else head.removeAttribute("aria-sort");
      }
      if (found) {
        const isAsked = !isWhole || sorting.by !== "name" || sorting.descending;
        found.hidden = !isAsked;
        parts.hidden = isAsked;
        if (!isAsked) { more.hidden = true; return; }
      }
      // The list that came is the whole list by name: it stays until something is asked of it.
      if (!(isFirst && isWhole && sorting.by === "name" && !sorting.descending)) place();
    };

    const heads = new Map();
    Object.keys(columns).forEach((by, position) => {
      const head = table.tHead.rows[0].cells[position];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        sorting = { by, descending: sorting.by === by && !sorting.descending };
        remember(true);
        apply();
      });
      head.replaceChildren(button);
      heads.set(by, head);
    });

    // Each letter of a name changes the same entry of the history.
    let isTyping = false;
    form.elements.name.addEventListener("input", () => { remember(!isTyping); isTyping = true; apply(); });
    form.addEventListener("change", event => {
      if (event.target === form.elements.name) { isTyping = false; return; }
      remember(true);
      apply();
    });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", event => {
      event.preventDefault();
      form.elements.name.value = form.elements.since.value = "";
      for (const facet of several) for (const { box } of boxes.get(facet)) box.checked = false;
      isTyping = false;
      remember(true);
      apply();
      form.elements.name.focus();
    });

    // ---- Lists of boxes: one is open at a time; Escape and a click elsewhere close it, arrows go through it ----

    const lists = [...form.querySelectorAll("details.facet")];
    for (const list of lists) {
      list.addEventListener("toggle", () => {
        if (list.open) for (const other of lists) if (other !== list) other.open = false;
      });
      list.addEventListener("keydown", event => {
        if (event.key === "Escape" && list.open) {
          list.open = false;
          list.querySelector("summary").focus();
          event.preventDefault();
          event.stopPropagation();
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step || !list.open) return;
        const boxes = [...list.querySelectorAll("input")];
        const here = boxes.indexOf(document.activeElement);
        boxes[Math.min(boxes.length - 1, Math.max(0, here + step))]?.focus();
        event.preventDefault();
      });
    }
    document.addEventListener("click", event => {
      for (const list of lists) if (list.open && !list.contains(event.target)) list.open = false;
    });

    addEventListener("popstate", () => { isTyping = false; read(); apply(); });
    // What was typed while the index was on its way counts.
    const typed = form.elements.name.value;
    read();
    if (found && typed && !form.elements.name.value) {
      form.elements.name.value = typed;
      remember(true);
    }
    apply(true);
  };

  if (!found) {
    start(ofTable());
    return;
  }

  // ---- A list that is cut ----

  form.addEventListener("submit", event => event.preventDefault());
  let isAsked = false;
  const load = () => {
    if (isAsked) return;
    isAsked = true;
    status.textContent = "Loading the list…";
    window.kfuncdocsList = data => start(ofIndex(data));
    const script = document.createElement("script");
    script.src = new URL("list-index.js", folder).href;
    script.onerror = () => {
      isAsked = false;
      status.textContent = "The list could not be loaded, so the filters do nothing. Its parts below lead to every kfunc.";
    };
    document.head.append(script);
  };
  for (const event of ["focusin", "pointerover", "input"]) form.addEventListener(event, load);
  if (location.search.length > 1) load();
})();
