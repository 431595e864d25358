/** What people hear of: the inbox, and where else it is told. Start with {@link filbert.web.telling.InboxController}. */
@NullMarked
package filbert.web.telling;

import org.jspecify.annotations.NullMarked;
