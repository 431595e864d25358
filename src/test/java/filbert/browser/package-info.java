/**
 * Filbert as people meet it: a process of its own and a real Chromium. Without Chromium these tests are skipped with one loud line; the
 * environment variable {@code BROWSER_TESTS=required} turns that into a failure. Start with {@link filbert.browser.JourneyTest}.
 */
package filbert.browser;
