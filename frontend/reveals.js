// Fields below a choice show only while it is chosen. This does what the Radios of GOV.UK Frontend do, but for
// `aria-expanded`, which ARIA does not allow on radios (alphagov/govuk-frontend, issue 979).

/** `input[data-aria-controls]` below `root` show and hide the element of that id. */
export function enhanceReveals (root) {
  root.querySelectorAll('.govuk-radios').forEach((radios) => {
    const inputs = Array.from(radios.querySelectorAll('input[data-aria-controls]'))
    if (!inputs.length) return
    const sync = () => inputs.forEach(show)
    radios.addEventListener('change', sync)
    window.addEventListener('pageshow', sync) // the browser restores what was chosen when somebody comes back
    sync()
  })
}

/** Below `[data-opened-by="name=value"]` the details open when that radio of the form is chosen, else they close. */
export function enhanceOpened (root) {
  root.querySelectorAll('[data-opened-by]').forEach((part) => {
    const [name, value] = part.dataset.openedBy.split('=')
    part.closest('form').querySelectorAll(`input[type="radio"][name="${name}"]`).forEach((radio) => {
      radio.addEventListener('change', () => { part.querySelector('details').open = radio.value === value })
    })
  })
}

function show (input) {
  const id = input.dataset.ariaControls
  input.setAttribute('aria-controls', id)
  document.getElementById(id).classList.toggle('govuk-radios__conditional--hidden', !input.checked)
}
