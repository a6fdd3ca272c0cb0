import { type ComponentProps, mount } from 'svelte'
import App from './App.svelte'

/** Fills the window. */
export function showPage(target: Element, props: ComponentProps<typeof App>): void {
  mount(App, { target, props })
}
