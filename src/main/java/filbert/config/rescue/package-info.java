/**
 * What Filbert is while its database does not open: one page that offers the backups. {@link filbert.config.rescue.Rescue} stands in front of everything
 * else in the start, needs neither the database nor the application, and the start goes on when it is done.
 */
@NullMarked
package filbert.config.rescue;

import org.jspecify.annotations.NullMarked;
