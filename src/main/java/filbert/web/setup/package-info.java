/** The four steps from a fresh Filbert to one that is on the network. Start with {@link filbert.web.setup.SetupController}. */
@NullMarked
package filbert.web.setup;

import org.jspecify.annotations.NullMarked;
