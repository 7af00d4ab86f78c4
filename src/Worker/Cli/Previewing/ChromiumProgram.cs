namespace Syndication.Worker.Cli.Previewing;

/// <summary>Finds a browser of the chromium family on this machine.</summary>
internal static class ChromiumProgram
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    private static readonly string[] Places =
    [
        "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Its path, or null where there is none.</summary>
    /// <param name="searchPath">What <c>PATH</c> holds.</param>
    public static string? Find(string? searchPath) => SearchPath.Find(Names, searchPath) ?? Array.Find(Places, File.Exists);
}
