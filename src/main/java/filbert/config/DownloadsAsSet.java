package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.sharing.download.DownloadSettings;
import java.nio.file.Path;

/** How downloads are made, as the settings say. */
record DownloadsAsSet(DataDirectory data, LayeredSettings settings) {
    /** Where partial files are wanted. */
    Path incomplete() {
        return data.root().resolve(settings.text(SettingKeys.DOWNLOADS_INCOMPLETE_FOLDER)).normalize();
    }

    /** @param incomplete where partial files do lie */
    DownloadSettings lyingIn(Path incomplete) {
        var usual = DownloadSettings.defaults(incomplete);
        return new DownloadSettings(
                incomplete,
                settings.number(SettingKeys.DOWNLOADS_ACTIVE),
                settings.number(SettingKeys.DOWNLOADS_SOURCES_PER_FILE),
                settings.number(SettingKeys.DOWNLOADS_CONNECTIONS),
                usual.reserve());
    }
}
