package org.tallystick.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small text files, whole: what can't be read or written is a {@link ConfigException} that says why. */
public final class TextFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private TextFiles() {}

    /** The whole file as UTF-8. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw failure(file, "can't be read", e);
        }
    }

    /** Replaces {@code file}, making its folder if need be: readers see the old text or the new, never a part. */
    public static void write(Path file, String text) {
        replace(file, text);
    }

    /** The same for a file of secrets: only its owner may read it, from its first byte on. */
    public static void writePrivate(Path file, String text) {
        replace(file, text, ownerOnly(file, OWNER_ONLY));
    }

    /**
     * Makes a file of secrets, whole or not at all.
     *
     * @return false if there is one of that name already, which is left as it is
     */
    public static boolean createPrivate(Path file, String text) {
        Path target = file.toAbsolutePath();
        try {
            Path fresh = written(target, text, ownerOnly(file, OWNER_ONLY));
            try {
                // Unlike a move, a link never replaces what another process has just made.
                Files.createLink(target, fresh);
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(fresh);
            }
            syncFolder(target.getParent());
            return true;
        } catch (IOException e) {
            throw failure(file, "can't be written", e);
        }
    }

    /** Makes {@code folder} and what is missing above it, readable by nobody but its owner. */
    public static void makePrivateFolder(Path folder) {
        try {
            Path known = folder.toAbsolutePath();
            while (known.getParent() != null && !Files.exists(known)) {
                known = known.getParent();
            }
            Files.createDirectories(folder, ownerOnly(folder, OWNER_ONLY_FOLDER));
            for (Path made = folder.toAbsolutePath(); made != null && !made.equals(known); made = made.getParent()) {
                syncFolder(made.getParent());
            }
        } catch (IOException e) {
            throw failure(folder, "can't be made", e);
        }
    }

    /** Whether others than its owner may do anything with {@code file}; false where the file system can't tell. */
    public static boolean openToOthers(Path file) {
        if (!posix(file)) {
            return false;
        }
        try {
            EnumSet<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
            granted.addAll(Files.getPosixFilePermissions(file));
            granted.removeAll(OWNER_ONLY_FOLDER);
            return !granted.isEmpty();
        } catch (IOException e) {
            throw failure(file, "can't be read", e);
        }
    }

    private static void replace(Path file, String text, FileAttribute<?>... attributes) {
        Path target = file.toAbsolutePath();
        try {
            move(written(target, text, attributes), target);
            syncFolder(target.getParent());
        } catch (IOException e) {
            throw failure(file, "can't be written", e);
        }
    }

    /** The text in a file of another name beside {@code target}, on the disk. */
    private static Path written(Path target, String text, FileAttribute<?>... attributes) throws IOException {
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + ".new";
        Path fresh = target.resolveSibling(name);
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes);
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return fresh;
    }

    /** Puts a new name on the disk: that of a file is not there for certain before its folder is. */
    private static void syncFolder(@Nullable Path folder) throws IOException {
        if (folder != null && posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file, Set<PosixFilePermission> permissions) {
        return posix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static ConfigException failure(Path file, String what, IOException e) {
        return switch (e) {
            case NoSuchFileException gone ->
                new ConfigException(file.toString(), "", "there is no such file", "Check the path.");
            case AccessDeniedException denied ->
                new ConfigException(file.toString(), "", what + ": access denied", "Check its permissions.");
            case FileSystemException other
            when other.getReason() != null ->
                new ConfigException(file.toString(), "", what + ": " + other.getReason(), "Check the path.");
            default -> new ConfigException(file.toString(), "", what + ": " + e.getMessage(), "Check the path.");
        };
    }
}
