package filbert.sharing.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folders on this machine that could be shared or looked into, for who would rather choose one than type its path.
 *
 * @param at the folder they lie in, without links; {@code /} for the places where people keep files
 * @param up the folder around it; empty at the top
 * @param folders absolute, by name, at most {@value FolderLister#MOST}
 * @param more there are others that are not named
 */
public record FolderListing(Path at, Optional<Path> up, List<Path> folders, boolean more) {}
