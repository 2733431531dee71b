package org.tallystick.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
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

    /** Makes {@code folder} and what is missing above it, readable by nobody but its owner. */
    public static void makePrivateFolder(Path folder) {
        try {
            Files.createDirectories(folder, ownerOnly(folder, OWNER_ONLY_FOLDER));
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
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Path fresh = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, attributes);
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(fresh, target);
        } catch (IOException e) {
            throw failure(file, "can't be written", e);
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
