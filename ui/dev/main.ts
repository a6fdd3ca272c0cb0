import { mount } from 'svelte'
import App from '../src/App.svelte'
import '../src/base.css'
import '../src/tokens.css'
import { inventedLibrary } from './library'

const target = document.getElementById('app')
if (target) mount(App, { target, props: { ipc: inventedLibrary(new URLSearchParams(location.search)) } })
