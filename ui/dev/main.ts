import { mount } from 'svelte'
import App from '../src/App.svelte'
import '../src/base.css'
import '../src/tokens.css'
import { inventedLibrary } from './library'
import { slow } from './slow'

const target = document.getElementById('app')
const query = new URLSearchParams(location.search)
const library = inventedLibrary(query)
if (target) mount(App, { target, props: { ipc: query.has('slow') ? slow(library) : library } })
