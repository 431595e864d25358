/** What can be set in the browser, section by section. */
@NullMarked
package filbert.web.settings;

import org.jspecify.annotations.NullMarked;
