/** The time, in milliseconds since 1970, as often as ages change. Made while a component is set up. */
export function now(): { readonly current: number } {
  let current = $state(Date.now())
  $effect(() => {
    const timer = setInterval(() => (current = Date.now()), 30_000)
    return () => clearInterval(timer)
  })
  return {
    get current() {
      return current
    },
  }
}
