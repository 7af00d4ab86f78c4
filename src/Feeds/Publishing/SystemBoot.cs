namespace Syndication.Feeds.Publishing;

/// <summary>Tells one start of the operating system from another.</summary>
internal static class SystemBoot
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    /// <summary>The same for as long as the system is up; null where that cannot be told.</summary>
    public static string? Id { get; } = Read();

    private static string? Read()
    {
        try
        {
            return OperatingSystem.IsLinux() ? System.IO.File.ReadAllText(File).Trim() : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
