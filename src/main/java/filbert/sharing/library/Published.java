package filbert.sharing.library;

import java.util.List;
import java.util.Set;

/**
 * What people see of the catalogue, as it was a moment ago.
 *
 * @param loaded are all files of all folders counted and in memory?
 */
record Published(List<SharedFolder> folders, boolean loaded, long unhashed, long unreadable, Set<Long> calledOff) {}
