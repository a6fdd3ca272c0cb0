import { configure } from '@testing-library/svelte'

// Tests wait by condition; a slow machine only takes longer to meet it.
configure({ asyncUtilTimeout: 20_000 })
