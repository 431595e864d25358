package filbert.config;

import filbert.household.Kind;
import filbert.household.LayeredSettings;
import filbert.household.People;
import filbert.household.Role;
import filbert.household.SettingKeys;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shares the folders named in the environment or in {@code application.yml}, for those who set Filbert up without a browser. */
@Component
final class FoldersAsSet {
    private static final Logger LOG = LoggerFactory.getLogger(FoldersAsSet.class);

    private static final Pattern ITEM = Pattern.compile("(.*?)(?:=(network|household|private))?");

    private final LayeredSettings settings;
    private final FolderLibrary library;
    private final People people;

    FoldersAsSet(LayeredSettings settings, FolderLibrary library, People people) {
        this.settings = settings;
        this.library = library;
        this.people = people;
    }

    /** Adds what is not shared yet, in the owner's name; takes nothing away. Blocks. */
    void share() {
        var items = Kind.SharedFolders.folders(settings.text(SettingKeys.SHARING_FOLDERS));
        people.all().stream()
                .filter(person -> person.role() == Role.OWNER)
                .findFirst()
                .ifPresent(owner -> items.forEach(item -> share(owner.id(), item)));
    }

    private void share(long owner, String item) {
        var parts = ITEM.matcher(item);
        if (!parts.matches()) {
            throw new IllegalStateException("bug: a setting that was never checked: " + item);
        }
        var visibility = parts.group(2) == null ? Visibility.HOUSEHOLD : Visibility.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
        var path = Path.of(parts.group(1)).normalize();
        if (library.view().folders().stream().anyMatch(folder -> folder.path().equals(path))) {
            return;
        }
        try {
            library.add(owner, path, visibility, List.of());
        } catch (IllegalArgumentException refused) {
            LOG.warn("The folder {} of filbert.sharing.folders cannot be shared: {}", path, refused.getMessage());
        }
    }
}
