/** What another host shares, and downloading from it. */
@NullMarked
package filbert.web.hosts;

import org.jspecify.annotations.NullMarked;
