/** What others on the network can see, said plainly. */
@NullMarked
package filbert.web.privacy;

import org.jspecify.annotations.NullMarked;
