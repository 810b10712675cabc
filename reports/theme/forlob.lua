--[[ The report's own markup, for pandoc and for Quarto (where it runs at pre-ast, before Quarto's own filters).

What it makes of a page:
  headings      the page's title is the only h1; below it no level is skipped
  figures       <figure id="fig-x"> with a numbered caption above and an <img> with alternative text and size
  tables        <figure id="tbl-x"> with a numbered caption above a region that scrolls sideways on a phone;
                column and row headers, numbers to the right
  @fig-x        a link that says "Figur 1"
  callouts      <div role="note"> with a title
  folded code   <details> that opens with "Vis kode"
  links         to pages: x.md becomes x.html

Figures and callouts are written as raw HTML, so that Quarto does not number or wrap them a second time. ]]

local WORDS = {
  da = {
    figure = "Figur", table = "Tabel", contents = "På denne side", code = "Vis kode", group = "Gruppe",
    note = "Bemærk", tip = "Tip", warning = "Advarsel", important = "Vigtigt", caution = "Pas på",
  },
  en = {
    figure = "Figure", table = "Table", contents = "On this page", code = "Show code", group = "Group",
    note = "Note", tip = "Tip", warning = "Warning", important = "Important", caution = "Caution",
  },
}
local LONG = 32 -- a cell of more characters than this gives its column a width to wrap in
local MANY = 7 -- a table of this many columns is set closer
local words = WORDS.da
local numbers = {} -- the label of each figure and table by its id, such as "Figur 1"
local counts = { figure = 0, table = 0 }

local function escape(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function plain(content)
  return pandoc.utils.stringify(content)
end

local function html(text)
  return pandoc.RawBlock("html", text)
end

--- The inlines between an opening and a closing tag, as one block without a paragraph around it.
local function wrapped(open, inlines, close)
  local content = pandoc.List({ pandoc.RawInline("html", open) })
  content:extend(inlines)
  content:insert(pandoc.RawInline("html", close))
  return pandoc.Plain(content)
end

local function number(kind, id)
  counts[kind] = counts[kind] + 1
  local label = words[kind] .. " " .. counts[kind]
  if id ~= "" then numbers[id] = { label = label, number = tostring(counts[kind]) } end
  return label
end

local function figcaption(id, label, inlines)
  local open = '<figcaption id="' .. id .. '"><span class="label">' .. label .. "</span> "
  return wrapped(open, inlines, "</figcaption>")
end

-- Headings ---------------------------------------------------------------------------------------------------

--- Levels from 2 on, a level deeper only below the one above it: 2, 4, 4, 3 becomes 2, 3, 3, 3.
local function level_headings(doc)
  local open = {}
  return doc:walk({
    Header = function(header)
      while #open > 0 and open[#open].written >= header.level do table.remove(open) end
      local level = math.min((#open > 0 and open[#open].level or 1) + 1, 6)
      open[#open + 1] = { written = header.level, level = level }
      header.level = level
      return header
    end,
  })
end

-- Figures ----------------------------------------------------------------------------------------------------

local UNITS = { px = 1, pt = 4 / 3, ["in"] = 96, cm = 96 / 2.54, mm = 96 / 25.4, [""] = 1 }

local function pixels(length)
  local amount, unit = (length or ""):match("^([%d.]+)(%a*)$")
  if amount and UNITS[unit] then return math.floor(tonumber(amount) * UNITS[unit] + 0.5) end
end

--- width and height of an SVG file as attributes of <img>, so that the text below does not jump while it loads.
local function size(path)
  local file = path:match("%.svg$") and io.open(path, "r")
  if not file then return "" end
  local tag = (file:read(8192) or ""):match("<svg.->") or ""
  file:close()
  local width, height = pixels(tag:match('%swidth="([^"]*)"')), pixels(tag:match('%sheight="([^"]*)"'))
  if not (width and height) then
    local across, down = tag:match('viewBox="%S+%s+%S+%s+(%S+)%s+([^%s"]+)"')
    width, height = pixels(across), pixels(down)
  end
  if not (width and height) then return "" end
  return ' width="' .. width .. '" height="' .. height .. '"'
end

local function picture(image, caption)
  local alt = image.attributes["fig-alt"] or image.attributes["alt"] or plain(image.caption)
  if alt == "" then alt = plain(caption) end
  return '<img src="' .. escape(image.src) .. '" alt="' .. escape(alt) .. '"' .. size(image.src) .. ">"
end

local function figure(id, image, caption)
  local label = number("figure", id)
  local open = '<figure class="figure"' .. (id ~= "" and ' id="' .. escape(id) .. '"' or "") .. ">"
  local named = id ~= "" and id or "figure-" .. counts.figure
  return {
    html(open),
    figcaption(escape(named) .. "-caption", label, caption),
    html('<div class="chart" role="group" tabindex="0" aria-labelledby="' .. escape(named) .. '-caption">' .. picture(image, caption) .. "</div></figure>"),
  }
end

local function from_figure(element)
  local image
  element:walk({ Image = function(found) image = image or found end })
  if image then return figure(element.identifier, image, pandoc.utils.blocks_to_inlines(element.caption.long)) end
end

--- A figure that the reader left as an image alone in a paragraph.
local function from_paragraph(element)
  local image = element.content[1]
  if #element.content == 1 and image.t == "Image" and image.identifier:match("^fig%-") then
    return figure(image.identifier, image, image.caption)
  end
end

-- Tables -----------------------------------------------------------------------------------------------------

local SUPPRESSED = ":" -- stands in a cell for a number that is not shown

local function is_empty(text)
  return text == "" or text == "–" or text == "—" or text == "-" or text == SUPPRESSED
end

--- Numbers as reports print them: 1.234,5 · 71 % · 51 (71 %) · 3,4–5,6 · 1.020.751 kr. Dates are not numbers.
local function is_number(text)
  if not text:match("%d") or text:match("%d%d%-%d%d%-%d%d%d%d") or text:match("%d%d%d%d%-%d%d") then return false end
  local rest = text:gsub("kr%.?", ""):gsub("DKK", ""):gsub("–", ""):gsub("−", ""):gsub("\u{a0}", ""):gsub("\u{202f}", "")
  return not rest:match("[^%d%s.,%%()%-+/<>±]")
end

--- The text of each cell, a row a list: to ask pandoc for a cell is what takes time.
local function cell_texts(rows)
  local texts = {}
  for number, row in ipairs(rows) do
    texts[number] = {}
    for index, cell in ipairs(row.cells) do texts[number][index] = plain(cell.contents) end
  end
  return texts
end

--- What a column holds: numbers (declared by its alignment, or every filled cell is one) and long texts.
local function column_kinds(colspecs, texts)
  local kinds = {}
  for index, spec in ipairs(colspecs) do
    local filled, other, long = 0, 0, false
    for _, row in ipairs(texts) do
      local text = row[index] or ""
      if is_number(text) then filled = filled + 1 elseif not is_empty(text) then other = other + 1 end
      long = long or (utf8.len(text) or #text) > LONG
    end
    local counted = spec[1] == "AlignDefault" and filled > 0 and other == 0
    kinds[index] = { number = spec[1] == "AlignRight" or counted, long = long }
  end
  return kinds
end

local function dress(cell, kind, text)
  if kind and kind.number then cell.attr.classes:insert("num") end
  if kind and kind.long and not kind.number then cell.attr.classes:insert("long") end
  cell.alignment = "AlignDefault"
  if text == SUPPRESSED then cell.attr.classes:insert("suppressed") end
end

local function dress_head(head, kinds)
  for _, row in ipairs(head.rows) do
    for index, cell in ipairs(row.cells) do
      local text = plain(cell.contents)
      dress(cell, kinds[index], text)
      cell.attr.attributes.scope = "col"
      if text == "" then
        cell.contents = { wrapped('<span class="visually-hidden">', { pandoc.Str(words.group) }, "</span>") }
      end
    end
  end
  return head
end

local function dress_bodies(bodies, kinds, texts)
  local named, number = #kinds > 1 and not kinds[1].number, 0
  for _, body in ipairs(bodies) do
    body.row_head_columns = named and 1 or 0
    for _, row in ipairs(body.body) do
      number = number + 1
      for index, cell in ipairs(row.cells) do
        dress(cell, kinds[index], texts[number][index])
        if named and index == 1 then cell.attr.attributes.scope = "row" end
      end
    end
  end
  return bodies
end

--- The caption and the id; pandoc before table attributes leaves {#tbl-x} at the end of the caption.
local function table_caption(element)
  local inlines = pandoc.utils.blocks_to_inlines(element.caption.long)
  local id, last = element.identifier, inlines[#inlines]
  local written = last and last.t == "Str" and last.text:match("^{#(tbl%-[%w_-]+)}$")
  if written then
    id = written
    inlines:remove(#inlines)
    if #inlines > 0 and inlines[#inlines].t == "Space" then inlines:remove(#inlines) end
  end
  return inlines, id
end

local function from_table(element)
  local caption, id = table_caption(element)
  local rows = pandoc.List({})
  for _, body in ipairs(element.bodies) do rows:extend(body.body) end
  local texts = cell_texts(rows)
  local kinds = column_kinds(element.colspecs, texts)
  element.head = dress_head(element.head, kinds)
  element.bodies = dress_bodies(element.bodies, kinds, texts)
  element.colspecs = element.colspecs:map(function() return { "AlignDefault" } end)
  element.caption = pandoc.Caption and pandoc.Caption({}) or { long = {} }
  element.identifier = ""
  if #element.colspecs >= MANY then element.classes:insert("dense") end
  if #caption == 0 then
    return { html('<div class="table-region" role="region" tabindex="0" aria-label="' .. words.table .. '">'), element, html("</div>") }
  end
  local label = number("table", id)
  local name = escape((id ~= "" and id or "table-" .. counts.table) .. "-caption")
  element.attributes["aria-labelledby"] = name
  return {
    html('<figure class="table"' .. (id ~= "" and ' id="' .. escape(id) .. '"' or "") .. ">"),
    figcaption(name, label, caption),
    html('<div class="table-region" role="region" tabindex="0" aria-labelledby="' .. name .. '">'),
    element,
    html("</div></figure>"),
  }
end

-- References, links, callouts, boxes, code -------------------------------------------------------------------

local function from_reference(cite)
  local parts = pandoc.List({})
  for _, citation in ipairs(cite.citations) do
    local target = numbers[citation.id]
    if not target then return nil end
    if #parts > 0 then parts:extend({ pandoc.Str(","), pandoc.Space() }) end
    local said = citation.mode == "SuppressAuthor" and target.number or target.label
    parts:insert(pandoc.Link({ pandoc.Str((said:gsub(" ", "\u{a0}"))) }, "#" .. citation.id, "", { class = "reference" }))
  end
  return parts
end

--- A date that is not broken at the end of a line.
local function from_string(text)
  if text.text:match("%d%d%-%d%d%-%d%d%d%d") then return pandoc.Span({ text }, { class = "nowrap" }) end
end

local function from_link(link)
  if link.target:match("^%a[%w+.-]*:") then return nil end
  link.target = link.target:gsub("%.q?md$", ".html"):gsub("%.q?md#", ".html#")
  return link
end

local function from_callout(div, kind)
  local title = { pandoc.Str(div.attributes.title or words[kind] or words.note) }
  local content = div.content
  if #content > 0 and content[1].t == "Header" then
    title = content[1].content
    content:remove(1)
  end
  local blocks = pandoc.List({ html('<div class="callout callout-' .. kind .. '" role="note">') })
  blocks:insert(wrapped('<p class="callout-title">', title, "</p>"))
  blocks:extend(content)
  blocks:insert(html("</div>"))
  return blocks
end

--- The heading of a box is a heading, but neither in the contents nor a section of its own.
local function from_box(div)
  div.content = div.content:map(function(block)
    if block.t ~= "Header" then return block end
    local tag = "h" .. block.level
    return wrapped("<" .. tag .. ' class="box-title">', block.content, "</" .. tag .. ">")
  end)
  return div
end

local function from_div(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind and WORDS.en[kind] then return from_callout(div, kind) end
  end
  if div.classes:includes("box") then return from_box(div) end
end

local function from_code(block)
  local fold = block.attributes["code-fold"]
  if not fold then return nil end
  local summary = block.attributes["code-summary"] or words.code
  block.attributes["code-fold"] = nil
  block.attributes["code-summary"] = nil
  block.classes = block.classes:filter(function(class) return class ~= "cell-code" end)
  if fold == "false" then return block end
  local open = fold == "show" and " open" or ""
  return { html('<details class="code"' .. open .. "><summary>" .. escape(summary) .. "</summary>"), block, html("</details>") }
end

--- The contents of the page, folded, for screens with no room beside the text.
local function contents(doc)
  local items = {}
  doc:walk({
    Header = function(header)
      if header.level == 2 and header.identifier ~= "" then
        items[#items + 1] = '<li><a href="#' .. header.identifier .. '">' .. escape(plain(header.content)) .. "</a></li>"
      end
    end,
  })
  if #items < 2 then return nil end
  return html('<details class="contents"><summary>' .. words.contents .. "</summary><ul>" .. table.concat(items) .. "</ul></details>")
end

local function page(doc)
  words = WORDS[doc.meta.lang and plain(doc.meta.lang):sub(1, 2) or "da"] or WORDS.en
  doc = level_headings(doc)
  doc = doc:walk({ Figure = from_figure, Para = from_paragraph, Table = from_table })
  doc = doc:walk({ Cite = from_reference, Link = from_link, Str = from_string, Div = from_div, CodeBlock = from_code })
  local first = contents(doc)
  if first then doc.blocks:insert(1, first) end
  return doc
end

return { { Pandoc = page } }
