using Microsoft.Playwright;

namespace Syndication.Tests.EndToEnd;

/// <summary>Debian's chromium, driven by Playwright; one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Missing = "chromium is not installed (Debian: chromium)";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            // Chromium's sandbox refuses to run as root, as tests in a container do.
            Args = Environment.UserName == "root" ? [.. Arguments, "--no-sandbox"] : Arguments,
        });
    }

    /// <summary>A page in a fresh profile; the test is skipped where there is no browser.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, ColorScheme colours = ColorScheme.Light, string language = "en-GB", string? timeZone = null, bool hasScript = true)
    {
        Assert.SkipUnless(browser is not null, Missing);
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = colours,
            Locale = language,
            TimezoneId = timeZone,
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
