--[[ The report's own markup for a Word file, as forlob.lua is for pages of a site.

What it makes of a page:
  headings       no level is skipped; the title of a box is no heading
  figures        a numbered caption above the picture, which carries its alternative text
  tables         a numbered caption above; columns of numbers keep to the right
  @fig-x         "Figur 1", linked
  callouts       paragraphs of the style Callout
  code, outputs of cells tagged public, names of measures, lists of files, links to other pages: left out, or their
                 text alone ]]

local WORDS = {
  da = { figure = "Figur", table = "Tabel", group = "Gruppe", note = "Bemærk", tip = "Tip", warning = "Advarsel", important = "Vigtigt", caution = "Pas på" },
  en = { figure = "Figure", table = "Table", group = "Group", note = "Note", tip = "Tip", warning = "Warning", important = "Important", caution = "Caution" },
}
local LEFT_OUT = { "source", "measures", "downloads", "vouched" }
local WIDTH = "15.9cm" -- the text of an A4 page
local GAP = '<w:p><w:pPr><w:pStyle w:val="Figure"/><w:spacing w:before="0" w:after="120"/></w:pPr></w:p>'
local words = WORDS.da
local numbers = {}
local counts = { figure = 0, table = 0 }

local function plain(content)
  return (pandoc.utils.stringify(content):gsub("^%s+", ""):gsub("%s+$", ""))
end

local function styled(name, blocks)
  return pandoc.Div(blocks, { ["custom-style"] = name })
end

--- "Figur 1. " as a field that Word counts: its own list of figures finds it.
local function numbered(kind, id, caption)
  counts[kind] = counts[kind] + 1
  local said = words[kind]
  if id ~= "" then numbers[id] = said .. "\u{a0}" .. counts[kind] end
  local field = '<w:r><w:t xml:space="preserve">' .. said .. ' </w:t></w:r><w:fldSimple w:instr=" SEQ ' .. said
    .. ' \\* ARABIC "><w:r><w:t>' .. counts[kind] .. "</w:t></w:r></w:fldSimple>"
  local inlines = pandoc.List({ pandoc.RawInline("openxml", field), pandoc.Str("."), pandoc.Space() })
  inlines:extend(caption)
  return inlines
end

local function marked(id, inlines)
  return id ~= "" and { pandoc.Span(inlines, { id = id }) } or inlines
end

local function figure(id, image, caption)
  local said = numbered("figure", id, caption)
  image.caption = { pandoc.Str(image.attributes["fig-alt"] or plain(caption)) }
  image.attributes = { width = WIDTH }
  image.identifier, image.title = "", ""
  return { styled("Image Caption", { pandoc.Para(marked(id, said)) }), styled("Captioned Figure", { pandoc.Para({ image }) }) }
end

local function from_figure(element)
  local image
  element:walk({ Image = function(found) image = image or found end })
  if not image then return nil end
  local id = element.identifier ~= "" and element.identifier or image.identifier
  if not image.attributes["fig-alt"] then image.attributes["fig-alt"] = element.attributes["fig-alt"] end
  return figure(id, image, pandoc.utils.blocks_to_inlines(element.caption.long))
end

local function from_paragraph(element)
  local image = element.content[1]
  if #element.content == 1 and image.t == "Image" and image.identifier:match("^fig%-") then
    return figure(image.identifier, image, image.caption)
  end
end

local function from_table(element)
  local inlines, id = pandoc.utils.blocks_to_inlines(element.caption.long), element.identifier
  local last = inlines[#inlines]
  local written = last and last.t == "Str" and last.text:match("^{#(tbl%-[%w_-]+)}$")
  if written then
    id = written
    inlines:remove(#inlines)
    if #inlines > 0 and inlines[#inlines].t == "Space" then inlines:remove(#inlines) end
  end
  for _, row in ipairs(element.head.rows) do
    for _, cell in ipairs(row.cells) do
      if plain(cell.contents) == "" then cell.contents = { pandoc.Plain({ pandoc.Str(words.group) }) } end
    end
  end
  element.caption = { long = {} }
  element.identifier = ""
  if #inlines == 0 then return element end
  return { styled("Table Caption", { pandoc.Para(marked(id, numbered("table", id, inlines))) }), element, pandoc.RawBlock("openxml", GAP) }
end

local function from_reference(cite)
  local parts = pandoc.List({})
  for _, citation in ipairs(cite.citations) do
    local said = numbers[citation.id]
    if not said then return nil end
    if #parts > 0 then parts:extend({ pandoc.Str(","), pandoc.Space() }) end
    if citation.mode == "SuppressAuthor" then said = said:match("%d+$") end
    parts:insert(pandoc.Link({ pandoc.Str(said) }, "#" .. citation.id))
  end
  return parts
end

local function from_link(link)
  if not link.target:match("^#") and not link.target:match("^%a[%w+.-]*:") then return link.content end
end

local function from_callout(div, kind)
  local title, content = { pandoc.Str(div.attributes.title or words[kind]) }, div.content
  if #content > 0 and content[1].t == "Header" then
    title = content[1].content
    content:remove(1)
  end
  return { styled("Callout Title", { pandoc.Para(title) }), styled("Callout", content) }
end

local function from_box(div)
  return div.content:map(function(block)
    if block.t == "Header" then return styled("Box Title", { pandoc.Para(block.content) }) end
    return styled("Box", { block })
  end)
end

local function from_div(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind and WORDS.en[kind] then return from_callout(div, kind) end
  end
  for _, class in ipairs(LEFT_OUT) do
    if div.classes:includes(class) then return {} end
  end
  if div.classes:includes("box") then return from_box(div) end
  if div.classes:includes("key-figure") then return styled("Key Figure", div.content) end
end

--- Headings without a gap in their levels, and none with nothing below it.
local function headings(blocks)
  local kept, level = pandoc.List({}), 0
  for index, block in ipairs(blocks) do
    local next_ = blocks[index + 1]
    local empty = block.t == "Header" and (not next_ or (next_.t == "Header" and next_.level <= block.level))
    if block.t == "Header" and not empty then
      block.level = math.min(block.level, level + 1)
      level = block.level
    end
    if not empty then kept:insert(block) end
  end
  return kept
end

function Pandoc(doc)
  words = WORDS[plain(doc.meta.lang or "da"):sub(1, 2)] or WORDS.en
  doc = doc:walk({ Figure = from_figure, Para = from_paragraph, Table = from_table })
  doc = doc:walk({
    Cite = from_reference, Link = from_link, Div = from_div,
    CodeBlock = function() return {} end,
  })
  doc.blocks = headings(doc.blocks)
  return doc
end
