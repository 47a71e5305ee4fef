// Runs before the first paint so that a dark page never flashes white. No inline scripts: see the page's policy.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('ringcard.theme')
  } catch (e) {
    chosen = null
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
