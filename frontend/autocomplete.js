// Long lists: type to find. Without this script a select stays a select and a text box a text box.
import accessibleAutocomplete from 'accessible-autocomplete'

const WAIT = 200 // milliseconds of rest before the server is asked

/** `select[data-autocomplete]` and `input[data-autocomplete-url]` below `root` become autocompletes. */
export function enhanceAutocompletes (root) {
  root.querySelectorAll('select[data-autocomplete]').forEach(enhanceSelect)
  root.querySelectorAll('input[data-autocomplete-url]').forEach(enhanceInput)
}

function options (original) {
  return {
    autoselect: false,
    confirmOnBlur: false,
    showNoOptionsFound: true,
    inputClasses: 'govuk-input' + (original.className.includes('--error') ? ' govuk-input--error' : ''),
    menuAttributes: { 'aria-labelledby': original.id },
    tNoResults: () => 'Nothing found',
    tStatusQueryTooShort: (n) => `Type ${n} or more characters to see results`
  }
}

function enhanceSelect (select) {
  const blank = Array.from(select.options).find((option) => !option.value)
  const describedBy = select.getAttribute('aria-describedby')
  const id = select.id
  accessibleAutocomplete.enhanceSelectElement({
    ...options(select),
    selectElement: select,
    defaultValue: select.value ? undefined : '',
    onConfirm: (label) => {
      const chosen = Array.from(select.options).find((option) => option.textContent === label)
      if (chosen) chosen.selected = true
    }
  })
  const input = document.getElementById(id)
  if (describedBy) input.setAttribute('aria-describedby', `${describedBy} ${input.getAttribute('aria-describedby') || ''}`.trim())
  // a text that is no longer that of the chosen option must not send that option
  input.addEventListener('input', () => { if (blank) blank.selected = true })
  input.addEventListener('blur', () => matchTyped(select, input))
}

function matchTyped (select, input) {
  const typed = input.value.trim().toLowerCase()
  const exact = Array.from(select.options).find((option) => option.textContent.trim().toLowerCase() === typed)
  if (exact) exact.selected = true
}

/** The original input is hidden and sends the chosen value, or the typed text where nothing was chosen. */
function enhanceInput (original) {
  const id = original.id
  const describedBy = original.getAttribute('aria-describedby')
  const holder = document.createElement('div')
  original.before(holder)
  original.id = `${id}-value`
  const input = () => document.getElementById(id)
  accessibleAutocomplete({
    ...options(original),
    element: holder,
    id,
    name: '',
    minLength: 2,
    showNoOptionsFound: !('autocompleteQuiet' in original.dataset),
    defaultValue: original.dataset.autocompleteLabel || original.value,
    source: fetcher(original.dataset.autocompleteUrl),
    templates: { inputValue: (item) => (item && item.fills ? item.value : label(item)), suggestion: (item) => escaped(label(item)) },
    onConfirm: (item) => {
      if (item && item.value !== undefined) original.value = item.value
      if (item && item.fills) fill(item.fills)
    }
  })
  original.type = 'hidden'
  if (describedBy) input().setAttribute('aria-describedby', describedBy)
  input().addEventListener('input', (event) => { original.value = event.target.value })
}

/** What is known besides goes into fields that are still empty, theirs that are autocompletes, too. */
function fill (answers) {
  for (const [name, text] of Object.entries(answers)) {
    const seen = document.getElementById(`id_${name}`)
    if (!seen || seen.value) continue
    for (const field of [seen, document.getElementById(`id_${name}-value`)]) if (field) field.value = text
  }
}

const label = (item) => (typeof item === 'string' ? item : item ? item.label : '')

function escaped (text) {
  const span = document.createElement('span')
  span.textContent = text
  return span.innerHTML
}

function fetcher (url) {
  let timer
  let latest = 0
  return (query, show) => {
    const mine = ++latest
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const address = new URL(url, window.location.href)
      address.searchParams.set('q', query)
      try {
        const answer = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
        const items = answer.ok ? await answer.json() : []
        if (mine === latest) show(items)
      } catch {
        if (mine === latest) show([]) // what was typed is sent as it stands
      }
    }, WAIT)
  }
}
