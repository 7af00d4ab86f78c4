using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>The content folder is where something is mounted.</summary>
public sealed class MountedFolderTests
{
    [Fact]
    public async Task A_mount_and_its_end_are_noticed_and_what_is_mounted_is_watched()
    {
        var probe = await RunningProgram.RunAsync("unshare", ["-U", "-r", "-m", "sh", "-c", "mount -t tmpfs none /tmp"]);
        Assert.SkipUnless(probe.Code == 0, "This system lets nobody make a user namespace, where a folder can be mounted: " + probe.Errors);
        await using var service = WholeService.Prepare(configuration => configuration["Content"] = new { Folder = "content", Watch = new { QuietPeriod = "100ms" } });
        service.Save("a.md", "Alpha");
        service.Save("../disk/a.md", "Alpha");
        service.Save("../disk/b.md", "Beta");
        var script = $"dotnet '{Places.Program}' run --config '{service.ConfigurationFile}' & "
            + "until [ -e mount ]; do sleep 0.1; done; mount --bind disk content; until [ -e umount ]; do sleep 0.1; done; umount content; wait";
        await using var program = RunningProgram.Start("unshare", ["-U", "-r", "-m", "--kill-child", "-f", "-p", "--mount-proc", "sh", "-c", script], folder: service.PathOf(""));
        await ShowsAsync("Alpha", true);
        await File.WriteAllTextAsync(service.PathOf("mount"), "", TestContext.Current.CancellationToken);
        await ShowsAsync("Beta", true);
        service.Save("../disk/c.md", "Gamma");
        await ShowsAsync("Gamma", true);
        await File.WriteAllTextAsync(service.PathOf("umount"), "", TestContext.Current.CancellationToken);

        await ShowsAsync("Beta", false);

        Task ShowsAsync(string text, bool isThere)
        {
            var feed = service.PathOf("data/feeds/all.rss");
            return Eventually.BeTrueAsync(
                () => File.Exists(feed) && File.ReadAllText(feed).Contains(text, StringComparison.Ordinal) == isThere, () => $"'{text}': {program.Everything}");
        }
    }
}
