package filbert.servent.topology;

/** How much this servent shares with the network. Asked on the owner. */
public interface Shared {
    long files();

    long kibibytes();
}
