package org.offhook.adapters.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.sounds.PromptStore;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Clock;
import org.offhook.media.codec.WavDecoder;
import org.offhook.protocols.wav.WavHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WAV file per prompt: `<folder>/<first two digits>/<SHA-256>.wav`. Reading one marks it as used; when
/// there are more bytes than allowed, those not used for longest go. A file that is damaged is made again.
public final class PromptFiles implements PromptStore {

    private static final Logger LOG = LoggerFactory.getLogger(PromptFiles.class);
    private static final String SUFFIX = ".wav";

    private final Path folder;
    private final long most;
    private final Clock clock;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock clearing = new ReentrantLock();

    private record Prompt(Path path, long size, FileTime lastUse) {}

    /// @param folder made when it is not there
    /// @param most   bytes of all files together
    public PromptFiles(Path folder, long most, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.most = most;
        this.clock = clock;
        used.set(all().stream().mapToLong(Prompt::size).sum());
    }

    @Override
    public Optional<Audio> find(String engine, Utterance utterance) {
        Path path = path(engine, utterance);
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            byte[] file = Files.readAllBytes(path);
            Files.setLastModifiedTime(path, FileTime.from(clock.now()));
            return switch (WavDecoder.decode(file, utterance.text())) {
                case Decoded.Sound(Audio audio) when audio.length() > 0 -> Optional.of(audio);
                case Decoded.Sound _, Decoded.Unplayable _ -> Optional.empty();
            };
        } catch (IOException failure) {
            LOG.debug("a kept prompt cannot be read: {}", failure.toString());
            return Optional.empty();
        }
    }

    @Override
    public void keep(String engine, Utterance utterance, Audio audio) {
        Path path = path(engine, utterance);
        byte[] file = wav(audio);
        try {
            Files.createDirectories(path.getParent());
            long before = Files.exists(path) ? Files.size(path) : 0;
            Path temporary = Files.createTempFile(path.getParent(), "new", null);
            Files.write(temporary, file);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(path, FileTime.from(clock.now()));
            if (used.addAndGet(file.length - before) > most) {
                clear();
            }
        } catch (IOException failure) {
            LOG.warn("a prompt is not kept, the disk does not take it: {}", failure.toString());
        }
    }

    private void clear() throws IOException {
        if (!clearing.tryLock()) {
            return;
        }
        try {
            List<Prompt> oldest = all();
            long total = oldest.stream().mapToLong(Prompt::size).sum();
            for (Prompt prompt : oldest) {
                if (total <= most - most / 10) {
                    break;
                }
                Files.deleteIfExists(prompt.path());
                total -= prompt.size();
            }
            used.set(total);
        } finally {
            clearing.unlock();
        }
    }

    /// The oldest first; also what a crash left half written.
    private List<Prompt> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(PromptFiles::read)
                    .sorted(Comparator.comparing(Prompt::lastUse))
                    .toList();
        }
    }

    private static Stream<Prompt> read(Path path) {
        try {
            return Stream.of(new Prompt(path, Files.size(path), Files.getLastModifiedTime(path)));
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    private Path path(String engine, Utterance utterance) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            List<String> parts =
                    new ArrayList<>(List.of(engine, utterance.language(), utterance.voice(), utterance.text()));
            if (!utterance.markup().isEmpty()) {
                parts.add(utterance.markup());
            }
            for (String part : parts) {
                byte[] bytes = part.getBytes(UTF_8);
                hash.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                hash.update(bytes);
            }
            String name = HexFormat.of().formatHex(hash.digest());
            return folder.resolve(name.substring(0, 2)).resolve(name + SUFFIX);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] wav(Audio audio) {
        ByteBuffer file =
                ByteBuffer.allocate(WavHeader.LENGTH + 2 * audio.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(WavHeader.of(Audio.RATE, 1, 2L * audio.length()));
        for (int i = 0; i < audio.length(); i++) {
            file.putShort(audio.sample(i));
        }
        return file.array();
    }
}
