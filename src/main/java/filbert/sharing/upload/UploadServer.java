package filbert.sharing.upload;

import filbert.event.Signal;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.push.PushProxy;
import filbert.servent.push.Whereabouts;
import filbert.servent.search.UploadSlots;
import filbert.sharing.mesh.Mesh;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves files over HTTP to whoever calls at the Gnutella port, or was called back because of a push. One per servent.
 *
 * <p>A connection's bytes belong to its loop ({@link Conversation}), decisions to the owner ({@link Desk}), disks to the workers.
 */
public final class UploadServer implements Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(UploadServer.class);

    /**
     * What surrounds the server.
     *
     * @param workers for disks and the store: bounded, may refuse
     * @param listing what who browses us is told
     */
    public record World(Owner owner, Executor workers, InstantSource clock, AddressScope scope, Mesh mesh, Listed listing) {
        /** Where nobody else is known to have a file. */
        public World(Owner owner, Executor workers, InstantSource clock, AddressScope scope) {
            this(owner, workers, clock, scope, new Mesh(owner, scope, Optional::empty), Listed.NOTHING);
        }
    }

    private final World world;
    private final String server;
    private final Supplier<Whereabouts> whereabouts;
    private final Signal changed = new Signal();
    private final Desk desk;
    private final Answers answers;
    private final BooleanSupplier mayBrowse;
    private final BooleanSupplier tellsFolders;
    private final Conversation.Service service = new Reporting();

    // owner only
    private final Callers callers = new Callers();
    private final Set<Conversation> conversations = new HashSet<>();
    private Predicate<InetAddress> open = _ -> true;
    private boolean closed;

    /**
     * @param settings asked whenever they matter
     * @param agent what we call ourselves, as {@code Filbert/1.0}
     */
    public UploadServer(World world, SharedContent content, TreeRows trees, Supplier<UploadSettings> settings, String agent) {
        this(world, content, trees, settings, agent, PushProxy.NONE, () -> Whereabouts.UNKNOWN);
    }

    /**
     * One that others may ask to pass pushes on.
     *
     * @param settings asked whenever they matter
     * @param whereabouts how we can be called ourselves; any thread
     */
    public UploadServer(
            World world,
            SharedContent content,
            TreeRows trees,
            Supplier<UploadSettings> settings,
            String agent,
            PushProxy proxy,
            Supplier<Whereabouts> whereabouts) {
        this.world = world;
        this.whereabouts = whereabouts;
        this.server = agent;
        desk = new Desk(world.owner(), world.clock(), changed, callers, settings);
        desk.transfers().count(world.mesh().dealings()::gave);
        desk.favour(world.mesh().dealings()::gives);
        mayBrowse = () -> settings.get().browse();
        tellsFolders = () -> settings.get().folderNames();
        answers = new Answers(world, desk, content, trees, proxy, mayBrowse);
    }

    /** Serves what is verified of these, too; to be said before anybody comes. */
    public void serveUnfinished(UnfinishedContent unfinished) {
        answers.serveUnfinished(unfinished);
    }

    /** Who is told of which file how many bytes were sent, once for each request that was served; on the owner, must return at once; to be said before anybody comes. */
    public void countFiles(ObjLongConsumer<ServedFile> served) {
        desk.transfers().countFiles(served);
    }

    /** Who may come at all, asked on the owner; to be said before anybody does. */
    public void admitOnly(Predicate<InetAddress> welcome) {
        open = welcome;
    }

    /** Who is served first, instead of those of whom the mesh says that they gave us something; asked on the owner; to be said before anybody comes. */
    public void favour(Predicate<InetAddress> givers) {
        desk.favour(givers);
    }

    /** How those whose turn it is are called, on the owner; to be said before anybody comes. */
    void inviteBy(Invitations invitations) {
        desk.inviteBy(invitations);
    }

    /** Takes up where those before it left off: who waited still does. May block. */
    public void remember(WaitingStore store) {
        var earlier = store.load();
        world.owner().execute(() -> desk.remember(earlier, world.workers(), store));
    }

    /** An HTTP request begins. Takes over the link and the bytes read so far. On the link's loop. */
    public void receive(Link link, ByteBuf soFar) {
        var conversation = new Conversation(link, service, server, world.mesh());
        conversation.begin(soFar);
        onOwner(link, () -> {
            var welcome = closed || !open.test(link.remote().ip())
                    ? Callers.Welcome.NO_ROOM
                    : callers.arrived(conversation.peer(), link.incoming() && world.scope().isStranger(link.remote().ip()), world.owner().nanos());
            if (welcome == Callers.Welcome.COME_IN) {
                conversations.add(conversation);
                desk.came(conversation);
            }
            link.loop().execute(() -> welcome(conversation, welcome));
        });
    }

    private static void welcome(Conversation conversation, Callers.Welcome welcome) {
        var link = conversation.link();
        switch (welcome) {
            case COME_IN -> conversation.welcome();
            case CALLS_TOO_OFTEN -> conversation.turnAway();
            case NO_ROOM -> {
                LOG.debug("{} no room for another connection", link);
                link.close();
            }
        }
    }

    private void onOwner(Link link, Runnable task) {
        try {
            world.owner().execute(task);
        } catch (RejectedExecutionException closing) {
            link.close();
        }
    }

    /** May whoever asks have the list of all we share with the network? Any thread. */
    public boolean mayBrowse() {
        return mayBrowse.getAsBoolean();
    }

    /** What hits say of us. */
    public UploadSlots slots() {
        return new UploadSlots() {
            @Override
            public boolean allTaken() {
                return desk.allTaken();
            }

            @Override
            public boolean browsable() {
                return mayBrowse();
            }

            @Override
            public boolean tellsFolders() {
                return tellsFolders.getAsBoolean();
            }

            @Override
            public int free() {
                return desk.free();
            }

            @Override
            public int waiting() {
                return desk.waiting();
            }

            @Override
            public long kilobitsPerSlot() {
                return desk.transfers().kilobitsPerSlot();
            }
        };
    }

    /** Closes every connection with these, who wait no longer either. Owner only. */
    public void turnOut(Predicate<InetAddress> whom) {
        desk.turnOut(whom);
        conversations.stream().map(Conversation::link).filter(link -> whom.test(link.remote().ip())).forEach(Link::close);
    }

    /** Closes every connection. Owner only. @return complete when all is written down */
    public CompletionStage<@Nullable Void> close() {
        closed = true;
        conversations.forEach(conversation -> conversation.link().close());
        return desk.close();
    }

    @Override
    public List<UploadView> view() {
        return world.owner().ask(desk.transfers()::view);
    }

    @Override
    public List<WaitingView> queue() {
        return world.owner().ask(desk::queue);
    }

    @Override
    public long rate() {
        return world.owner().ask(desk.transfers()::rate);
    }

    @Override
    public boolean cancel(long id) {
        return world.owner().ask(() -> {
            var transfer = desk.transfers().running(id);
            transfer.ifPresent(desk::cancel);
            return transfer.isPresent();
        });
    }

    @Override
    public boolean dismiss(long number) {
        return world.owner().ask(() -> desk.dismiss(number));
    }

    @Override
    public int cancelAll(InetAddress of) {
        return world.owner().ask(() -> {
            var sent = desk.transfers().running().stream().filter(one -> one.conversation.link().remote().ip().equals(of)).toList();
            var waited = desk.waiting();
            desk.turnOut(of::equals);
            sent.forEach(desk::cancel);
            changed.raise();
            return sent.size() + waited - desk.waiting();
        });
    }

    @Override
    public Promise promise(long number) {
        return world.owner().ask(() -> desk.promise(number));
    }

    @Override
    public Signal changed() {
        return changed;
    }

    /** Tells the owner what conversations live through. */
    private final class Reporting implements Conversation.Service {
        @Override
        public void answer(HttpRequest request, Conversation to) {
            answers.answer(request, to);
        }

        @Override
        public Whereabouts whereabouts() {
            return whereabouts.get();
        }

        @Override
        public boolean mayBrowse() {
            return UploadServer.this.mayBrowse();
        }

        @Override
        public void spoke(Conversation conversation) {
            onOwner(conversation.link(), () -> {
                if (conversations.contains(conversation)) {
                    callers.spoke(conversation.peer());
                }
            });
        }

        @Override
        public void ended(Conversation conversation) {
            var hadSpoken = conversation.spoken();
            onOwner(conversation.link(), () -> {
                if (conversations.remove(conversation)) {
                    callers.left(conversation.peer(), hadSpoken);
                    desk.gone(conversation);
                }
            });
        }
    }
}
