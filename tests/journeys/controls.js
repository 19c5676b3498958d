// The visible controls of the screen; with [sig, nth], the one element.
(wanted) => {
    const SELECTOR = [
        "a[href]", "button", "summary", "input[type=submit]", "input[type=button]", "input[type=checkbox]",
        "input[type=radio]", "[role=button]", "[role=tab]", "[role=menuitem]", "[role=option]",
    ].join(",");
    const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
    const byId = (ids) => clean(ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent || "").join(" "));
    const name = (element) => {
        const labelled = element.getAttribute("aria-labelledby");
        const labels = element.labels ? [...element.labels].map((label) => label.textContent).join(" ") : "";
        const images = [...element.querySelectorAll("img[alt], svg > title")].map((i) => i.alt || i.textContent).join(" ");
        return clean(element.getAttribute("aria-label")) || (labelled && byId(labelled)) ||
            (element.tagName === "INPUT" && /submit|button/.test(element.type) && clean(element.value)) ||
            clean(labels) || clean(element.innerText) || clean(element.textContent) || clean(images) ||
            clean(element.getAttribute("title"));
    };
    const dialog = [...document.querySelectorAll(".modal.in, [role=dialog][aria-modal=true], dialog[open]")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true })).pop();
    const behind = (element) => dialog && !dialog.contains(element) && !element.closest("[data-tippy-root]");
    const visible = (element) => {
        if (behind(element)) return false;
        if (!element.checkVisibility({ visibilityProperty: true })) return false;
        if (element.closest("[inert], [aria-hidden=true]")) return false;
        if (element.closest(".w-sr-only") && !element.matches(":focus")) return false; // Enter in the field does the same
        if (element.closest(".content-locked .w-panel__content")) return false; // to be read, not clicked
        if (element.matches(".w-minimap-item[tabindex='-1']")) return false; // folded away; unfolded they are tried
        const box = element.getBoundingClientRect();
        if (element.matches("input[type=checkbox], input[type=radio]")) return true;
        return box.width > 1 && box.height > 1;
    };
    const off = (element) => element.disabled || element.getAttribute("aria-disabled") === "true";
    const scripted = (element) => [...element.attributes].some(
        (attribute) => /^data-(?!w-tooltip|controller$)/.test(attribute.name) && !/^data-(version|page|object)/.test(attribute.name)
    ) || element.getAttribute("role") === "tab" || /modal|chooser|bulk-action/.test(element.className);
    const plain = (element) => element.tagName === "A" && !scripted(element) && !/^#/.test(element.getAttribute("href"));
    const method = (element) => clean(element.getAttribute("formmethod") || element.form?.getAttribute("method")).toLowerCase() || "get";
    const submits = (element) => element.form && (element.type === "submit") && !/INPUT/.test(element.tagName) ||
        (element.tagName === "INPUT" && element.type === "submit");
    const what = (element) => {
        if (plain(element)) return "link";
        if (submits(element)) return method(element) === "post" ? "post" : "get";
        return "opener";
    };
    const loose = (text) => text.replace(/["'„«].*["'”»]/g, "…").replace(/\d+/g, "#").slice(0, 60);
    const place = (element) => {
        const outer = element.closest("dialog, [role=dialog], .modal, [data-tippy-root], #wagtail-sidebar, tbody tr, header, footer, main");
        return outer ? outer.tagName + "." + (outer.className || outer.id || "").toString().split(" ")[0].replace(/\d+/g, "#") : "";
    };
    const seen = {};
    const rows = [];
    for (const element of document.querySelectorAll(SELECTOR)) {
        if (!visible(element) || off(element)) continue;
        const text = name(element).slice(0, 120);
        const href = element.tagName === "A" ? element.getAttribute("href") : "";
        const sig = [place(element), element.tagName, element.type || "", element.getAttribute("role") || "", text,
            href, element.name || ""].join("|");
        const nth = (seen[sig] = (seen[sig] ?? -1) + 1);
        if (wanted && wanted[0] === sig && wanted[1] === nth) return element;
        const action = element.getAttribute("data-action") || "";
        const varies = element.matches("tbody tr *, a[href]") && element.closest("tbody tr, [data-contentpath]");
        const said = varies ? "" : loose(text); // a row, or a block, is named after what stands in it
        const looks = [place(element), element.tagName, element.type || "", said || element.className, action,
            element.closest("#wagtail-sidebar") ? "sidebar" : ""].join("|");
        const chosen = element.matches("[type=radio]:checked, [aria-selected=true], [aria-current], [aria-pressed=true]");
        rows.push({ sig, nth, what: what(element), name: text, href: href || "", method: method(element), looks, chosen });
    }
    return wanted ? null : rows;
}
