package filbert.servent.spam;

import filbert.servent.guard.Ban;
import filbert.servent.guard.BanStore;
import filbert.servent.guard.Offence;
import java.net.InetAddress;
import java.util.List;

/** Passes bans on to be kept, and has whom the owner blocked by hand known where results are judged. */
public final class BlockedHosts implements BanStore {
    private final BanStore kept;
    private final Experience experience;

    public BlockedHosts(BanStore kept, Experience experience) {
        this.kept = kept;
        this.experience = experience;
    }

    @Override
    public List<Ban> load() {
        var all = kept.load();
        all.stream().filter(ban -> ban.why() == Offence.BLOCKED).forEach(ban -> experience.block(ban.address()));
        return all;
    }

    @Override
    public void save(Ban ban) {
        if (ban.why() == Offence.BLOCKED) {
            experience.block(ban.address());
        }
        kept.save(ban);
    }

    @Override
    public void forget(InetAddress address) {
        experience.admit(address);
        kept.forget(address);
    }
}
