// The page is whole without this: it only narrows the list of files as one types.
for (const box of document.querySelectorAll("[data-saring]")) {
  const rows = document.querySelectorAll(`#${box.dataset.saring} tbody tr`);
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", () => {
    const sought = box.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
  });
}
