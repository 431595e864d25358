package filbert.web.library;

import filbert.sharing.library.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder as a form describes it. Nothing becomes public by accident: it starts as the household's (DESIGN 6).
 *
 * @param excludes patterns, one a line
 */
public record FolderForm(String path, Visibility visibility, String excludes) {
    private static final int MAX_EXCLUDES = 100;

    public FolderForm(@Nullable String path, @Nullable Visibility visibility, @Nullable String excludes) {
        this.path = Objects.requireNonNullElse(path, "").strip();
        this.visibility = Objects.requireNonNullElse(visibility, Visibility.HOUSEHOLD);
        this.excludes = Objects.requireNonNullElse(excludes, "");
    }

    List<String> patterns() {
        return Arrays.stream(excludes.split("\\R"))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .limit(MAX_EXCLUDES)
                .toList();
    }
}
