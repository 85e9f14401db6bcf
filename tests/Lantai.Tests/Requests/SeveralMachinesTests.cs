using System.Net;
using Lantai.Requests;
using Lantai.Storage;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Several machines on one database, and a proxy before them.</summary>
public sealed class SeveralMachinesTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_second_machine_neither_makes_a_key_of_its_own_nor_seals_with_another()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        var folder = Directory.CreateTempSubdirectory("lantai-second-").FullName;
        try
        {
            await using var second = await Database.OpenAsync(office.App.DatabaseAddress, folder);
            var path = Path.Combine(folder, "identity.key");
            var seal = new IdentitySeal(second);
            Assert.Contains("请从备份或者其他服务器复制这个文件", Assert.Throws<RefusedException>(() => seal.Close("1"u8, "AAAA")).Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
            await File.WriteAllBytesAsync(path, new byte[32]);
            Assert.Contains("与登记库用的不是同一个", Assert.Throws<RefusedException>(() => seal.Close("1"u8, "AAAA")).Message, StringComparison.Ordinal);
            File.Copy(Path.Combine(office.App.Folder, "identity.key"), path, overwrite: true);
            Assert.Equal("1"u8.ToArray(), seal.Open(seal.Close("1"u8, "AAAA"), "AAAA"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.TooManyRequests)]
    public async Task Visitors_behind_a_trusted_proxy_have_a_limit_each(bool isTrusted, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(postgres, null, services => TrustedProxies.Add(services, isTrusted ? ["127.0.0.1", "::1"] : []));
        await using (var db = app.OpenDb())
        {
            db.Add(new Lantai.Units.Region { Key = "yanshi", Name = "偃师区", OfficeName = "办公室", SiteName = "偃师区人民政府", Contact = "0379-55500000" });
            await db.SaveChangesAsync();
        }
        var last = HttpStatusCode.OK;
        for (var i = 1; i <= 21; i++)
        {
            using var visitor = app.Visit();
            visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            last = (await visitor.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = "AAAA-BBBB-CCCC", ["Input.Tail"] = "0000" })).Status;
        }
        Assert.Equal(expected, last);
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData("10.1.0.0/16", "10.1.0.0/16")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    public void A_proxy_is_an_address_or_a_network(string text, string network) => Assert.Equal(network, TrustedProxies.Read(text).ToString());

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.5/40")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.Contains("应写成 IP 地址或者网段", Assert.Throws<RefusedException>(() => TrustedProxies.Read(text)).Message, StringComparison.Ordinal);
}
