using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.WebSub;
using Syndication.Worker.Cli.Previewing;

namespace Syndication.Tests.Integration.Editions;

/// <summary>The digest as files, pictures included, and without a trace.</summary>
public sealed class PreviewTests
{
    private const string Missing = "chromium is not installed (Debian: chromium)";

    private static readonly string? Browser = ChromiumProgram.Find(Environment.GetEnvironmentVariable("PATH"));

    [Fact]
    public async Task With_nothing_due_the_newest_posts_are_shown_and_that_is_said()
    {
        await using var service = await StartAsync();
        var (code, output, _) = await PreviewAsync(service, "--no-pictures");

        Assert.Equal(0, code);
        Assert.Contains("nothing is due. This is what the newest 2 posts would look like.", output, StringComparison.Ordinal);
        foreach (var ending in new[] { "html", "txt", "eml" })
        {
            Assert.Contains("Text of Gout.", await ReadAsync(service, "treatments-en." + ending), StringComparison.Ordinal);
            Assert.True(File.Exists(service.PathOf("preview/treatments-tr." + ending)));
        }
    }

    [Fact]
    public async Task Reader_s_preview_has_the_reader_s_tags_language_and_form()
    {
        await using var service = await StartAsync();
        await service.CallAsync("subscribers", "add", "reader@example.com", "--newsletter", "treatments", "--confirmed", "--language", "tr");
        await service.ExecuteAsync("UPDATE subscriptions SET tags = '[\"skin\"]', time_zone = 'Asia/Tokyo'");
        await service.ExecuteAsync("UPDATE subscribers SET text_only = 1");
        service.Save("eczema.md", "Eczema", tags: "skin");
        service.Save("asthma.md", "Asthma", tags: "lungs");
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Asthma", StringComparison.Ordinal) && feed.Contains("Eczema", StringComparison.Ordinal));
        var (code, output, _) = await PreviewAsync(service, "--subscriber", "Reader@example.com", "--no-pictures");

        Assert.Equal(0, code);
        Assert.Matches("Treatments for reader@example.com: 1 posts are due, next at Mon .* 08:00 Asia/Tokyo", output);
        var text = await ReadAsync(service, "treatments-tr.txt");
        Assert.Contains("Eczema", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Asthma", text, StringComparison.Ordinal);
        Assert.False(File.Exists(service.PathOf("preview/treatments-tr.html")));
        Assert.Contains("To: reader@example.com", await ReadAsync(service, "treatments-tr.eml"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("0", await service.ScalarAsync("SELECT COUNT(*) FROM deliveries"));
    }

    [Fact]
    public async Task Reader_who_does_not_subscribe_is_a_no()
    {
        await using var service = await StartAsync();
        var (code, _, error) = await PreviewAsync(service, "--subscriber", "nobody@example.com");

        Assert.Equal((1, "'nobody@example.com' does not subscribe to treatments."), (code, error.Trim()));
    }

    [Fact]
    public async Task Pictures_have_both_widths_and_schemes_and_leave_nothing_behind()
    {
        Assert.SkipUnless(Browser is not null, Missing);
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "tmp"));
        await using var service = await StartAsync();
        await service.StopAsync();
        var ended = await RunningProgram.RunAsync("dotnet", [Places.Program, "preview", "treatments", "--config", service.ConfigurationFile, "--out", folder.Path],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = Path.Combine(folder.Path, "tmp") });

        Assert.True(ended.Code == 0, ended.ToString());
        foreach (var width in new[] { 320, 600 })
        {
            var (light, dark) = (ReadPicture(folder, $"treatments-en-{width}-light.png"), ReadPicture(folder, $"treatments-en-{width}-dark.png"));
            Assert.Equal(width, WidthOf(light));
            Assert.Equal(WidthOf(light), WidthOf(dark));
            Assert.False(light.AsSpan().SequenceEqual(dark));
        }

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "tmp")), entry => entry.Contains("syndication-preview", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_loads_the_message_s_pictures_and_nothing_else()
    {
        Assert.SkipUnless(Browser is not null, Missing);
        await using var server = await ScriptedWebServer.AnsweringAsync(StatusCodes.Status404NotFound);
        using var folder = new TemporaryFolder();
        var html = $"<!doctype html><link rel=\"stylesheet\" href=\"{server.Address}style.css\"><style>body {{ background: url({server.Address}behind.png) }}</style>"
            + $"<script>fetch('{server.Address}script')</script><iframe src=\"{server.Address}frame\"></iframe><img src=\"{server.Address}picture.png\" alt=\"\">";

        await new PagePictures(Browser!, TimeProvider.System).TakeAsync(html, folder.File("page"), CancellationToken.None);

        Assert.Equal(["/picture.png"], server.Requests.Select(request => request.PathAndQuery));
    }

    [Fact]
    public async Task Very_long_message_is_cut_into_pictures_that_a_browser_can_make()
    {
        Assert.SkipUnless(Browser is not null, Missing);
        using var folder = new TemporaryFolder();

        await new PagePictures(Browser!, TimeProvider.System).TakeAsync("<!doctype html><body style=\"margin:0\"><div style=\"height:20000px\">x</div>", folder.File("page"), CancellationToken.None);

        Assert.Equal([4000, 16000], new[] { "page-320-light-2.png", "page-320-light.png" }.Select(name => HeightOf(ReadPicture(folder, name))));
    }

    [Fact]
    public async Task Program_that_is_no_browser_is_told_plainly()
    {
        using var folder = new TemporaryFolder();

        var failure = await Assert.ThrowsAsync<PictureException>(() => new PagePictures("/bin/false", TimeProvider.System).TakeAsync("x", folder.File("page"), CancellationToken.None));

        Assert.StartsWith("/bin/false ended at once", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_browser_is_told_and_the_desktop_s_program_opens_the_page()
    {
        using var folder = new TemporaryFolder();
        var script = folder.File("bin/xdg-open");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\necho \"$1\" > {folder.Path}/opened\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var service = await StartAsync();
        await service.StopAsync();
        string[] arguments = [Places.Program, "preview", "treatments", "--open", "--config", service.ConfigurationFile, "--out", folder.Path];
        var shown = await RunningProgram.RunAsync("dotnet", arguments, VariablesOf(Path.GetDirectoryName(script)!, ":9"));
        var opened = await Eventually.FindAsync(() => Task.FromResult(File.Exists(folder.File("opened")) && File.ReadAllText(folder.File("opened")) is { Length: > 0 } text ? text : null), () => shown.ToString());
        var headless = await RunningProgram.RunAsync("dotnet", arguments, VariablesOf(Path.GetDirectoryName(script)!, null));

        Assert.Contains("No pictures: chromium was not found", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith("treatments-en.html", opened.Trim(), StringComparison.Ordinal);
        Assert.Contains("There is no desktop here to open it on.", headless.Errors, StringComparison.Ordinal);
        Assert.Equal(0, headless.Code);
    }

    private static Dictionary<string, string?> VariablesOf(string path, string? display) =>
        new(StringComparer.Ordinal) { ["PATH"] = path, ["DISPLAY"] = display, ["WAYLAND_DISPLAY"] = null };

    private static Task<WholeService> StartAsync() => WholeService.StartedAsync(fill: service =>
    {
        service.Save("gout.md", "Gout", tags: "joints");
        service.Save("shingles.md", "Shingles", tags: "skin");
    });

    private static Task<(int Code, string Out, string Error)> PreviewAsync(WholeService service, params string[] more) =>
        service.CallAsync(["preview", "treatments", "--out", service.PathOf("preview"), .. more]);

    private static Task<string> ReadAsync(WholeService service, string name) => File.ReadAllTextAsync(service.PathOf("preview/" + name), CancellationToken.None);

    private static byte[] ReadPicture(TemporaryFolder folder, string name) => File.ReadAllBytes(folder.File(name));

    // PNG: eight bytes of signature, length and name of IHDR, then width and height.
    private static int WidthOf(byte[] picture) => BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16));

    private static int HeightOf(byte[] picture) => BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20));
}
