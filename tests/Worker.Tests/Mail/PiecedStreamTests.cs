using System.Text;
using Syndication.Worker.Mail;

namespace Syndication.Tests.Worker.Mail;

public sealed class PiecedStreamTests
{
    private const string Words = "one and two, and three";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Pieces_are_read_as_one_whatever_the_buffer(int size)
    {
        await using var stream = Create();
        var read = new StringBuilder();
        var buffer = new byte[size];
        for (int count; (count = await stream.ReadAsync(buffer)) > 0;) read.Append(Encoding.ASCII.GetString(buffer, 0, count));
        Assert.Equal(Words, read.ToString());
        Assert.Equal(Words.Length, stream.Length);
        Assert.Equal(Words.Length, stream.Position);
    }

    [Fact]
    public void Any_place_can_be_read_again()
    {
        using var stream = Create();
        for (var place = 0; place <= Words.Length; place++)
        {
            Assert.Equal(place, stream.Seek(place, SeekOrigin.Begin));
            using var reader = new StreamReader(stream, Encoding.ASCII, false, 128, leaveOpen: true);
            Assert.Equal(Words[place..], reader.ReadToEnd());
        }

        Assert.Equal(Words.Length - 3, stream.Seek(-3, SeekOrigin.End));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(1, SeekOrigin.End));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(-1, SeekOrigin.Begin));
    }

    private static PiecedStream Create() => new([.. new[] { "one", " and", "", " two, and", " three" }.Select(piece => new ReadOnlyMemory<byte>(Encoding.ASCII.GetBytes(piece)))]);
}
