using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>Tells pipes, sockets and devices from files: opening a pipe would wait for a writer that may never come.</summary>
internal static class SpecialFile
{
    // Linux, include/uapi/linux/stat.h: struct statx has 256 bytes on every architecture, stx_mode at 28.
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int CurrentFolder = -100;
    private const uint WantType = 1;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether a path, its links followed, leads to what is no regular file. All such have a length of zero: other files, but for links, need not be asked about.</summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var status = new byte[StatxSize];
        try
        {
            if (Statx(CurrentFolder, path, 0, WantType, status) != 0) return false;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library that is older than the call.
            return false;
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) & TypeMask) != Regular;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
