using Syndication.Tests.Support.Http;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>The ways in which programs write files.</summary>
public sealed class EditorTests : IAsyncLifetime
{
    private WholeService service = null!;

    private string Content => service.PathOf("content");

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(fill: folder =>
    {
        folder.Save("a.md", "Alpha");
        folder.Save("b.md", "Beta");
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_save_through_a_backup_and_a_new_file_is_an_edit()
    {
        var before = await service.HoldAsync("Alpha");
        // As vim does: the old file becomes the backup, and a file of the old name is written.
        File.WriteAllText(Path.Combine(Content, ".a.md.swp"), "swap");
        File.WriteAllText(Path.Combine(Content, "4913"), "");
        File.Delete(Path.Combine(Content, "4913"));
        File.Move(Path.Combine(Content, "a.md"), Path.Combine(Content, "a.md~"));
        service.Save("a.md", "Alpha Two");
        File.Delete(Path.Combine(Content, "a.md~"));
        File.Delete(Path.Combine(Content, ".a.md.swp"));

        Assert.Equal(Guids(before), Guids(await service.HoldAsync("Alpha Two")));
    }

    [Fact]
    public async Task A_save_by_renaming_a_temporary_file_is_an_edit()
    {
        var before = await service.HoldAsync("Alpha");
        await RunAsync(Content, "sed", "-i", "s/Alpha/Omega/", "a.md");

        Assert.Equal(Guids(before), Guids(await service.HoldAsync("Omega")));
    }

    [Fact]
    public async Task Lock_files_and_backups_are_no_posts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need rights elsewhere.");
        File.CreateSymbolicLink(Path.Combine(Content, ".#a.md"), "someone@host.4711:1700000000");
        File.WriteAllText(Path.Combine(Content, "a.md~"), Post("Backup"));
        File.WriteAllText(Path.Combine(Content, "#a.md#"), Post("Autosaved"));
        service.Save("c.md", "Gamma");
        var feed = await service.HoldAsync("Gamma");

        Assert.Equal(3, Guids(feed).Count);
        Assert.DoesNotContain(service.Log, line => line.Contains(".#a.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_touch_changes_nothing()
    {
        var before = await service.HoldAsync("Alpha");
        await service.PassesAsync(1);
        await RunAsync(Content, "touch", "a.md", "b.md");
        service.Save("c.md", "Gamma");
        await service.HoldAsync("Gamma");
        File.Delete(Path.Combine(Content, "c.md"));
        await service.LoseAsync("Gamma");

        Assert.Equal(Guids(before), Guids(await service.HoldAsync("Alpha")));
        Assert.Equal(3, await service.PassesAsync(3));
    }

    [Fact]
    public async Task A_rename_that_changes_case_only_keeps_the_post()
    {
        var before = Guids(await service.HoldAsync("Alpha"));
        File.Move(Path.Combine(Content, "a.md"), Path.Combine(Content, "A.md"));
        var after = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("example.org/A", StringComparison.Ordinal));

        Assert.Equal(before, Guids(after));
    }

    [Fact]
    public async Task A_file_made_readable_shows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "The super-user reads every file.");
        service.Save("../c.md", "Gamma");
        await RunAsync(service.PathOf(""), "chmod", "000", "c.md");
        File.Move(service.PathOf("c.md"), Path.Combine(Content, "c.md"));
        await service.EventuallyAsync("health/live", _ => service.Log.Any(line => line.Contains("content.unreadable", StringComparison.Ordinal)));
        await RunAsync(Content, "chmod", "644", "c.md");

        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task A_folder_with_a_dot_in_its_name_is_moved_in_and_out()
    {
        service.Save("../prepared/2026.05/c.md", "Gamma");
        Directory.Move(service.PathOf("prepared/2026.05"), Path.Combine(Content, "2026.05"));
        await service.HoldAsync("Gamma");
        Directory.Move(Path.Combine(Content, "2026.05"), service.PathOf("prepared/2026.05"));

        await service.LoseAsync("Gamma");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("poll")]
    public async Task A_file_that_is_being_written_is_waited_for_while_others_go_ahead(string mode)
    {
        await using var site = await WholeService.StartedAsync(configuration => configuration["Content"] =
            new { Folder = "content", Watch = new { Mode = mode, QuietPeriod = "1s", PollInterval = "200ms" } });
        site.Save("marker.md", "Marker");
        using var slow = new StreamWriter(Path.Combine(site.PathOf("content"), "slow.md")) { AutoFlush = true };
        await slow.WriteAsync("---\ntitle: Slow\ndate: 2026-01-01\n---\n");
        var feed = await site.EventuallyAsync("feeds/all.rss", text =>
        {
            slow.Write("Another sentence. ");
            return text.Contains("Marker", StringComparison.Ordinal);
        });
        await slow.WriteAsync("The end.");

        Assert.DoesNotContain("Slow", feed, StringComparison.Ordinal);
        Assert.Contains("The end.", await site.EventuallyAsync("feeds/all.rss", text => text.Contains("Slow", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
