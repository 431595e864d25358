package filbert.web.admin;

import filbert.operations.BackupView;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;

/** A line of the list. @param kind message key */
record BackupRow(String name, String kind, Moment at, String size) {
    static BackupRow of(BackupView view, Instant now) {
        return new BackupRow(view.name(), "backup.kind." + view.kind().word(), Moment.of(view.at(), now), Figures.size(view.bytes()));
    }
}
