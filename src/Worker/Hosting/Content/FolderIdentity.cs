using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Tells a folder from another one that has taken its name: by renaming, by mounting, or by switching a symbolic link above it.</summary>
internal static class FolderIdentity
{
    // statx(2): struct and constants are the same on every architecture.
    private const int CurrentFolder = -100;
    private const uint InodeAndBirth = 0x100 | 0x800;
    private const int Length = 256;

    /// <summary>Something that is equal as long as the path leads to the same folder; null where it leads to none.</summary>
    public static string? Of(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        if (!OperatingSystem.IsLinux()) return Directory.GetCreationTimeUtc(folder).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var status = new byte[Length];
        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(folder + "\0"), 0, InodeAndBirth, status) != 0) return null;
        // Inode numbers are given again, the time of birth and the device tell; mounting over a folder changes the device.
        var inode = BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(0x20));
        return $"{inode:x}-{Convert.ToHexString(status, 0x50, 12)}-{Convert.ToHexString(status, 0x88, 8)}";
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
