// The grid of inputs, made quick: keys, a pasted block, totals, checks, a warning before unsaved work is lost.
// The form works without this file; the server checks everything again.

const halfWidth = text => text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xFEE0)).replace(/\u3000/g, " ").trim();
const isFigure = text => /^-?\d+(\.\d+)?$/.test(text);

// Figures as whole numbers of the smallest decimal in use: sums are exact, as the server's are.
const decimalsOf = text => (text.split(".")[1] ?? "").length;
const scaled = (text, decimals) => {
  const [whole, part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + part.padEnd(decimals, "0"));
  return text.startsWith("-") ? -value : value;
};
const plain = (value, decimals) => {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  const part = decimals === 0 ? "" : digits.slice(-decimals).replace(/0+$/, "");
  return (value < 0n ? "-" : "") + digits.slice(0, digits.length - decimals) + (part ? "." + part : "");
};

const sum = texts => {
  const decimals = Math.max(0, ...texts.map(decimalsOf));
  return plain(texts.reduce((total, text) => total + scaled(text, decimals), 0n), decimals);
};
const compare = (one, other) => {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const difference = scaled(one, decimals) - scaled(other, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
const isMultiple = (text, step, from) => {
  const decimals = Math.max(decimalsOf(text), decimalsOf(step), decimalsOf(from));
  return (scaled(text, decimals) - scaled(from, decimals)) % scaled(step, decimals) === 0n;
};

/** What is wrong with a cell; "" when nothing is. */
const wrong = ({ value, dataset: { min, max, step, slash } }) => {
  if (value === "" || value === "/" && slash !== undefined) return "";
  if (!isFigure(value)) return `应填数字，现为“${value}”`;
  if (min !== undefined && compare(value, min) < 0) return `不得小于 ${min}，现为 ${value}`;
  if (max !== undefined && compare(value, max) > 0) return `不得大于 ${max}，现为 ${value}`;
  if (step !== undefined && !isMultiple(value, step, min ?? "0")) return `应为 ${step} 的整倍数，现为 ${value}`;
  return "";
};

/** Rows and cells of a block copied from a spreadsheet; a quoted cell may hold tabs, line ends and doubled quotes. */
const readBlock = text => {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/y;
  for (let found; cell.lastIndex < text.length && (found = cell.exec(text));) {
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).trim());
    if (found[3] !== "\t" && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
};

const enhance = grid => {
  const form = grid.closest("form");
  const status = grid.querySelector("[data-grid-status]");
  const errors = grid.querySelector("[data-grid-errors]");
  const rows = [...grid.querySelectorAll("tbody tr")].map(row => [...row.querySelectorAll("input")]);
  const cells = rows.flat();
  let beforePaste = null;

  const place = cell => {
    const row = rows.findIndex(r => r.includes(cell));
    return [row, rows[row].indexOf(cell)];
  };
  const goTo = (row, column) => {
    const cell = rows[row]?.[column];
    cell?.focus();
    cell?.select();
    return cell !== undefined;
  };

  const total = row => {
    const place = row[0].closest("tr").querySelector("[data-total]");
    if (!place) return;
    const all = row.filter(cell => "counted" in cell.dataset).map(cell => cell.value || cell.placeholder);
    const texts = all.filter(text => text !== "" && text !== "/");
    const isOpen = place.dataset.total === "whole" && all.includes("");
    place.textContent = !isOpen && texts.every(isFigure) ? sum(texts) : "—";
  };
  const look = cell => {
    cell.value = halfWidth(cell.value);
    const message = wrong(cell);
    if (message) cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    cell.title = message;
    cell.classList.toggle("changed", cell.value !== cell.defaultValue);
  };
  const tell = sentence => {
    const changed = cells.filter(cell => cell.value !== cell.defaultValue).length;
    status.textContent = [sentence, changed > 0 ? `有 ${changed} 格尚未保存。` : ""].filter(Boolean).join(" ");
    const bad = cells.filter(cell => cell.title !== "" && cell.getAttribute("aria-invalid") === "true");
    errors.hidden = bad.length === 0;
    errors.replaceChildren(...bad.map(cell => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${location.pathname}${location.search}#${cell.id}`;
      link.textContent = `${cell.getAttribute("aria-label")}：${cell.title}`;
      link.addEventListener("click", event => { event.preventDefault(); goTo(...place(cell)); });
      item.append(link);
      return item;
    }));
  };
  const afterChange = (changed, sentence) => {
    changed.forEach(look);
    new Set(changed.map(cell => rows[place(cell)[0]])).forEach(total);
    tell(sentence);
  };

  const offerUndo = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = "撤销粘贴";
    button.addEventListener("click", () => {
      const restored = beforePaste.map(([cell, value]) => { cell.value = value; return cell; });
      beforePaste = null;
      afterChange(restored, "已撤销粘贴。");
      restored[0].focus();
    });
    status.append(" ", button);
  };
  const paste = (start, block) => {
    const [top, left] = place(start);
    const targets = block.flatMap((line, r) => line.map((text, c) => [rows[top + r]?.[left + c], text]));
    const fitting = targets.filter(([cell]) => cell && !cell.readOnly);
    beforePaste = fitting.map(([cell]) => [cell, cell.value]);
    for (const [cell, text] of fitting) cell.value = text;
    const leftOut = targets.length - fitting.length;
    afterChange(fitting.map(([cell]) => cell), `已粘贴 ${fitting.length} 格${leftOut > 0 ? `，超出表格的 ${leftOut} 格未粘贴` : ""}。`);
    offerUndo();
  };

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  grid.addEventListener("keydown", event => {
    const cell = event.target;
    if (!cells.includes(cell) || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !(event.key in moves)) return;
    let [down, right] = moves[event.key];
    if (event.key === "Enter" && event.shiftKey) down = -1;
    const all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atEdge = right < 0 ? cell.selectionEnd === 0 : cell.selectionStart === cell.value.length;
    if (right !== 0 && (event.shiftKey || !(all || atEdge))) return;
    const [row, column] = place(cell);
    goTo(row + down, column + right);
    event.preventDefault();
  });
  grid.addEventListener("paste", event => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cells.includes(event.target) || !/[\t\n]/.test(text.trimEnd()) && !/\t/.test(text)) return;
    event.preventDefault();
    paste(event.target, readBlock(text));
  });
  grid.addEventListener("focusin", event => { if (cells.includes(event.target)) event.target.select(); });
  grid.addEventListener("input", event => { if (cells.includes(event.target)) total(rows[place(event.target)[0]]); });
  grid.addEventListener("change", event => { if (cells.includes(event.target)) afterChange([event.target], ""); });

  let isLeaving = false;
  form?.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("beforeunload", event => {
    if (!isLeaving && cells.some(cell => cell.value !== cell.defaultValue)) event.preventDefault();
  });
};

document.querySelectorAll("[data-grid]").forEach(enhance);
