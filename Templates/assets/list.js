// Filters and sorts the list of kfuncs. The table is the data: what its cells say is read once, and of the rows that
// match only a screenful is put back, more when the reader comes near the end.
"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const table = document.querySelector("table.list");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const status = document.querySelector(".count");
  const chunk = 200;

  const words = cell => cell.textContent.split(", ").filter(Boolean);
  // 6.12 comes after 6.9; what is no release sorts first.
  const order = release => {
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [null, -1, 0];
    return Number(major) * 1000 + Number(minor);
  };
  const type = word => word.replace(/^some /, "").replace(/ \(filter not read\)$/, "");

  const rows = Array.from(body.rows, row => {
    const [name, subsystem, types, flags, states, releases, change] = row.cells;
    return {
      row,
      name: name.textContent,
      subsystem: [subsystem.textContent],
      type: words(types).map(type),
      flag: words(flags),
      state: words(states),
      release: words(releases),
      change: order(change.textContent),
      changedIn: change.textContent,
    };
  });
  for (const one of rows) one.lower = one.name.toLowerCase();

  // ---- What can be chosen ----

  const facets = ["subsystem", "type", "flag", "state", "release", "since"];
  const releases = [...new Set(rows.flatMap(one => one.release))].sort((a, b) => order(a) - order(b));
  const values = Object.fromEntries(facets.slice(0, 5).map(facet => (
    [facet, facet === "release" ? releases : [...new Set(rows.flatMap(one => one[facet]))].sort()])));
  // Since the newest release nothing can have changed.
  values.since = releases.slice(0, -1);
  const has = {
    since: (one, value) => one.change > order(value),
    type: (one, value) => one.type.includes(value) || one.type.includes("every type"),
  };
  const holds = (facet, one, value) => has[facet] ? has[facet](one, value) : one[facet].includes(value);
  for (const facet of facets) {
    for (const value of values[facet]) form.elements[facet].append(new Option(value, value));
  }

  // ---- The address ----

  const chosen = () => {
    const choice = { name: form.elements.name.value.trim().toLowerCase() };
    for (const facet of facets) choice[facet] = form.elements[facet].value;
    return choice;
  };
  let sorting = { by: "name", descending: false };

  const query = () => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(chosen())) if (value) query.set(key, value);
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
    for (const facet of facets) {
      const value = query.get(facet) ?? "";
      form.elements[facet].value = value;
      if (form.elements[facet].selectedIndex < 0) form.elements[facet].value = "";
    }
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
  let shown = rows.length;
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

  // Everything that was chosen but `facet`: what a choice in it would leave.
  const count = (choice, active) => {
    const counts = Object.fromEntries(facets.map(facet => [facet, new Map(values[facet].map(value => [value, 0]))]));
    const result = [];
    for (const one of rows) {
      if (choice.name && !one.lower.includes(choice.name)) continue;
      const failing = active.filter(facet => !holds(facet, one, choice[facet]));
      if (failing.length === 0) result.push(one);
      if (failing.length > 1) continue;
      for (const facet of failing.length ? failing : facets) {
        const of = counts[facet];
        if (has[facet]) {
          for (const value of values[facet]) if (holds(facet, one, value)) of.set(value, of.get(value) + 1);
        } else {
          for (const value of one[facet]) of.set(value, of.get(value) + 1);
        }
      }
    }
    return { result, counts };
  };

  const label = (facet, value, number) => `${value} (${number})`;
  const apply = isFirst => {
    const choice = chosen();
    const active = facets.filter(facet => choice[facet]);
    const { result, counts } = count(choice, active);
    for (const facet of facets) {
      for (const option of form.elements[facet].options) {
        if (option.value) option.textContent = label(facet, option.value, counts[facet].get(option.value));
      }
    }
    matching = sorted(result);
    const isWhole = !choice.name && !active.length;
    status.textContent = isWhole ? `${rows.length} kfuncs` : `${result.length} of ${rows.length} kfuncs`;
    for (const [by, head] of heads) {
      const direction = by === sorting.by ? sorting.descending ? "descending" : "ascending" : null;
      if (direction) head.setAttribute("aria-sort", direction); else head.removeAttribute("aria-sort");
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
    for (const name of ["name", ...facets]) form.elements[name].value = "";
    isTyping = false;
    remember(true);
    apply();
    form.elements.name.focus();
  });
  addEventListener("popstate", () => { isTyping = false; read(); apply(); });
  read();
  apply(true);
})();
