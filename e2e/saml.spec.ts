/** Signing in with SAML as a browser does it: there and back over two sites, a signed request, an encrypted assertion. */
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyFileOf, makeSigner, metadataOf } from "#lib/platform/sign-in/saml/testing/saml-provider";
import { unique } from "#lib/platform/testing/unique";
import { currentBuild } from "#lib/start/build";
import { expect, test } from "./fixtures";
import { startWeb } from "./own-web";
import { startSamlSite } from "./saml-site";

test("whom the provider names is signed in on the page they asked for, and the settings tell how", async ({
  browser,
}) => {
  const [signer, own] = await Promise.all([makeSigner(), makeSigner()]);
  const email = `${unique("noor")}@desk.test`;
  const said = { email, attributes: { email: [email], displayName: ["Noor Haddad"], groups: ["operators"] } };
  const site = await startSamlSite(signer, own, () => said);
  const [metadata, key] = ["xml", "pem"].map((end) => join(tmpdir(), `${unique("vigil-saml")}.${end}`)) as [
    string,
    string,
  ];
  await writeFile(metadata, metadataOf([signer], 'WantAuthnRequestsSigned="true"', site.url));
  await writeFile(key, keyFileOf(own));
  const web = await startWeb(currentBuild(), {
    isDemo: false,
    more: {
      VIGIL_SAML_METADATA: metadata,
      VIGIL_SAML_KEY: key,
      VIGIL_SAML_NAME: "Provider",
      VIGIL_SAML_DOMAINS: "desk.test",
      VIGIL_SAML_ROLES: '{"operators": "admin"}',
    },
  });
  const page = await (await browser.newContext({ baseURL: web.url })).newPage();
  try {
    await page.goto("/settings/sign-on");
    await page.getByRole("button", { name: "Sign in with Provider" }).click();
    await page.getByRole("button", { name: "Go on as Noor Haddad" }).click();
    await expect(page).toHaveURL(`${web.url}/settings/sign-on`);
    await expect(page.getByText("Read; requests are signed")).toBeVisible();

    // Who has left their group there comes back with a sentence.
    said.attributes.groups = ["strangers"];
    await page.context().clearCookies();
    await page.goto("/login");
    await page.getByRole("button", { name: "Sign in with Provider" }).click();
    await page.getByRole("button", { name: "Go on as Noor Haddad" }).click();
    await expect(page.getByText("None of your groups has a role here.")).toBeVisible();
  } finally {
    await page.context().close();
    await web.stop();
    await site.stop();
    await Promise.all([metadata, key].map((file) => rm(file, { force: true })));
  }
});
