using System.Diagnostics;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>Opens a file in the browser of the person's desktop.</summary>
internal static class DesktopBrowser
{
    /// <summary>Opens it; returns why that cannot be, or null.</summary>
    /// <param name="file">Absolute path of an HTML file.</param>
    /// <param name="environment">Reads a variable.</param>
    public static string? Open(string file, Func<string, string?> environment)
    {
        var start = StartOf(file, environment);
        if (start is null) return "There is no desktop here to open it on.";
        try
        {
            using var process = Process.Start(start);
            return null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            return $"It cannot be opened: {exception.Message}";
        }
    }

    private static ProcessStartInfo? StartOf(string file, Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows()) return new ProcessStartInfo(file) { UseShellExecute = true };
        if (OperatingSystem.IsMacOS()) return new ProcessStartInfo("open", [file]);
        var hasDesktop = environment("DISPLAY") is { Length: > 0 } || environment("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasDesktop || SearchPath.Find(["xdg-open"], environment("PATH")) is not { } program) return null;
        return new ProcessStartInfo(program, [file]);
    }
}
