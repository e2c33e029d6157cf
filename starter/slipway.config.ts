/** What every command of slipway works with: `npx slipway compile`, `lint`, `call`, `image`. */
export default {
  frontend: './frontend.ts',
  image: 'myorg/my-frontend',
}
