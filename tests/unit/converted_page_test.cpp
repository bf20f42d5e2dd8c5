#include "channel/converted_page.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::testing::break_with;

/// A page of such a kind, with notes enough that its habit is plain.
std::string page(const std::string& line) {
  return "當(dāng)前位置：首頁 > 新聞中心\n"
         "本公司堅持以質(zhì)量求生存，以信譽求發(fā)展，實(shí)行全過程的標(biāo)準(zhǔn)"
         "管理。\n" +
         line + "\n為了適應(yīng)市場需求，公司還(huán)建立了完善的服務(wù)網(wǎng)絡。\n";
}

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

/// Whether the restored page has `expected` for its third line.
std::string third_line(const std::string& text) {
  std::size_t begin = text.find('\n', text.find('\n') + 1) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("Converted page: notes go, characters become Simplified", "[converted_page]") {
  CHECK(restore(page("歡迎新老客戶來電洽談。")) ==
        "当前位置：首页 > 新闻中心\n"
        "本公司坚持以质量求生存，以信誉求发展，实行全过程的标准管理。\n"
        "欢迎新老客户来电洽谈。\n"
        "为了适应市场需求，公司还建立了完善的服务网络。\n");
}

TEST_CASE("Converted page: the worked examples", "[converted_page]") {
  struct Row {
    const char* broken;
    const char* restored;
  };
  const Row rows[] = {
      {"備案號：皖I(lǐng)CP備12345678號", "备案号：皖ICP备12345678号"},
      {"這項技術使科研成果轉(zhuǎn)變?yōu)楫a(chǎn)品。", "这项技术使科研成果转变为产品。"},
      {"新材料的規(guī)?；瘧?yīng)用取得了進(jìn)展。", "新材料的规模化应用取得了进展。"},
      {"公司主要產(chǎn)品有高溫?zé)峤饷簹獬龎m設備。", "公司主要产品有高温热解煤气除尘设备。"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.broken);
    CHECK(third_line(restore(page(row.broken))) == row.restored);
  }
}

TEST_CASE("Converted page: a byte left alone before a comma took nothing along",
          "[converted_page]") {
  CHECK(third_line(restore(page("山谷里空?xū)馇鍥?，適合夏天避暑。"))) ==
        "山谷里空气清凉，适合夏天避暑。");
  CHECK(third_line(restore(
            page("這座?è)蜷L兩百米，橋面(miàn)寬?yà)?，車輛(liàng)往來(lái)不斷(duàn)。"))) ==
        "这座桥长两百米，桥面宽阔，车辆往来不断。");
}

TEST_CASE("Converted page: pairs that GBK leaves to its users became marks, or nothing",
          "[converted_page]") {
  // 不必擔心。 is B2BB B1D8 93FA D0C4 A1A3; cut behind 93 and its note, FAD0 is such a pair.
  CHECK(third_line(restore(page("醫(yī)生說這種病可以治好，不必?fù)??。"))) ==
        "医生说这种病可以治好，不必担心。");
}

TEST_CASE("Converted page: a full stop cut in two at the end of a line", "[converted_page]") {
  // Its second byte is left alone on pages whose converter did not look for it.
  CHECK(third_line(restore(page("這個網站是去年創?càn)ǖ摹?"))) == "这个网站是去年创建的。");
  CHECK(third_line(restore(page("<p>這個網站是去年創?càn)ǖ摹?/p>"))) ==
        "<p>这个网站是去年创建的。</p>");
}

TEST_CASE("Converted page: lines of another language stay", "[converted_page]") {
  for (const char* line : {"当館は月曜日が休館です。開館時間を確認してください。",
                           "이 도서관은 월요일에 쉽니다. 電話로 문의하세요."}) {
    CHECK(third_line(restore(page(line))) == line);
    CHECK(restore("當(dāng)前位置：產(chǎn)品\n" + std::string(line) + "\n") ==
          "当前位置：产品\n" + std::string(line) + "\n");
  }
}

TEST_CASE("Converted page: lines that quote Japanese words are Chinese", "[converted_page]") {
  CHECK(third_line(restore(page("日語里“おはよう”的意思是早上好，說話要有禮貌。"))) ==
        "日语里“おはよう”的意思是早上好，说话要有礼貌。");
  CHECK(third_line(restore(page("主題歌《さくら》獲得了好評(píng)。"))) ==
        "主题歌《さくら》获得了好评。");
}

TEST_CASE("Converted page: a lead byte torn off before a full stop", "[converted_page]") {
  // 形骸 is as good a guess as 變形小, but for what the page says elsewhere.
  CHECK(third_line(restore(
            page("這種材料熱變形?。罕WC零件的精度。\n它受熱後變形小，重量輕，變形小是其特點。"))) ==
        "这种材料热变形小：保证零件的精度。");
}

TEST_CASE("Converted page: other habits of writing notes", "[converted_page]") {
  CHECK(third_line(restore(page("學(xué )習(xí )是一件好事。"))) == "学习是一件好事。");
  CHECK(third_line(restore(page("學（xué）習（xí）是一件好事。"))) == "学习是一件好事。");
}

TEST_CASE("Converted page: a parenthesis that is no note stays", "[converted_page]") {
  CHECK(third_line(restore(page("兩組(P<0.05)對(duì)比，系統(SOC)的結(jié)果相同。"))) ==
        "两组(P<0.05)对比，系统(SOC)的结果相同。");
}

TEST_CASE("Converted page: notes that teach are meant", "[converted_page]") {
  for (const char* text : {"重(chóng)庆是一座山城。", "这个字读作行(háng)，不读行(xíng)。",
                           "很(hěn)多(duō)人(rén)都(dōu)喜(xǐ)欢(huān)。"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string exercise =
      "一、給下列加點字注音，並改正錯字。\nA．蜷縮（suō）　顫抖（chàn）　嶙峋（xún）\n"
      "B．應（yīng）屆　轉（zhuǎn）瞬　當（dāng）差\n二、默寫課文第三段。\n";
  CHECK(fuyuan::Restorer(keep).restore(exercise).text == exercise);
}

TEST_CASE("Converted page: the forward direction does the same", "[converted_page]") {
  const std::string text =
      "公司坚持以质量求生存，以信誉求发展，实行标准管理，为客户提供优质的产品和服务。\n";
  bool any_note = false;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const std::string damaged = break_with("converted-page", text, "", seed);
    CHECK(fuyuan::is_valid_utf8(damaged));
    any_note = any_note || damaged.find('(') != std::string::npos;
  }
  CHECK(any_note);
}

TEST_CASE("Converted page: fullwidth notes come off wherever their bytes were cut",
          "[converted_page]") {
  // Seeds choose the annotated characters. 發（fā） has the bytes of a full stop in its note, and
  // 購 ends in a byte that makes another character with the first one of 。.
  const std::string text = "研发中心今年发布了三种新设备，用户可以在网上订购。";
  int torn = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const std::string broken = break_with("converted-page", text, "wide", seed);
    CAPTURE(seed, broken);
    CHECK(restore(broken) == text);
    torn += broken.find("f?") != std::string::npos || broken.find("。╤") != std::string::npos;
  }
  CHECK(torn > 4);
}

TEST_CASE("Converted page: no sentence mark comes of two bytes that stood together",
          "[converted_page]") {
  // The decoder would have found it first: what lacks a byte behind ” is that mark itself.
  const std::string text = "他们认为“应当给予合理的补偿”。在法治的指引下，市场发展得很快。";
  int torn = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const std::string broken = break_with("converted-page", text, "", seed);
    CAPTURE(seed, broken);
    CHECK(restore(broken) == text);
    torn += broken.find("bài)?。") != std::string::npos;
  }
  CHECK(torn > 0);
}

TEST_CASE("Converted page: a clause of one without a note, cut by a sentence mark",
          "[converted_page]") {
  const std::string text = "志愿者在学校、车站和医院帮忙指路";
  int without_note = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const std::string broken = break_with("converted-page", text, "", seed);
    if (broken.find('(') != std::string::npos) continue;
    ++without_note;
    CAPTURE(broken);
    REQUIRE(broken.find("學?！") != std::string::npos);
    CHECK(restore(broken) == text);
  }
  CHECK(without_note > 0);
  CHECK(restore("真的嗎?！我還以為他不會來了") == "真的吗?！我还以为他不会来了");
  CHECK(restore("你怎麼知道的?。我也不清楚") == "你怎么知道的?。我也不清楚");
}

TEST_CASE("Converted page: what never went through the converter is undone by itself",
          "[converted_page]") {
  const std::string note =
      "我們當(dāng)時在學(xué)校里學(xué)習(xí)了很多知識，老師也很關(guān)心我們。\n";
  const std::string undone = "我们当时在学校里学习了很多知识，老师也很关心我们。\n";
  const std::string healthy = "你好，世界，今天我们去图书馆借书看报纸。\n";
  std::mt19937_64 random(1);
  for (const char* channel : {"gb18030", "utf8-as-gbk", "utf8-as-windows-1252", "gbk-as-big5"}) {
    CAPTURE(channel);
    const std::string broken =
        fuyuan::Registry::instance().find(channel)->damage(healthy, "", random);
    REQUIRE(broken != healthy);
    CHECK(restore(note + broken + note) == undone + healthy + undone);
  }
}

TEST_CASE("Converted page: a cut character costs no more than itself", "[converted_page]") {
  std::string text = "這(zhè)是我的書。\n今天我们去图书馆借书。";
  text.pop_back();
  const std::string restored = restore(text + "\n");
  CHECK(restored.find("这是我的书。\n今天我们去图书馆借书") == 0);
}

TEST_CASE("Converted page: notes that their lines were cut off in", "[converted_page]") {
  CHECK(third_line(restore(page("歡迎新老客戶來電(diàn)洽談業(y"))) == "欢迎新老客户来电洽谈业");
  CHECK(third_line(restore(page("產(chǎn)品暢銷全國，歡迎來電(diàn..."))) ==
        "产品畅销全国，欢迎来电...");
  CHECK(third_line(restore(page("請您仔細確認(rè"))) == "请您仔细确认");
  // What is no reading of the character before it was an author's.
  CHECK(third_line(restore(page("歡迎來電(te"))) == "欢迎来电(te");
}

TEST_CASE("Converted page: a single unusual reading is a teacher's", "[converted_page]") {
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  for (const char* text : {"老師說，「當」這個字讀作當(dàng)，例如上當。\n這裡的學生都很用功。\n",
                           "“發”和“髮”都写作“发”。\n姓於（yū）的先生\n"}) {
    CHECK(fuyuan::Restorer(keep).restore(text).text == text);
  }
}

TEST_CASE("Converted page: readings of names and in lessons are meant", "[converted_page]") {
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  for (const char* text :
       {"鄭(zhèng)先生和鄧(dèng)小姐是同事。\n", "你好(nǐ hǎo)！我姓陳(chén)，你貴姓？\n",
        "陳(chén)さんは台湾の人です。\n", "“龍(lóng)”是“龙”的繁体\n", "學(xué)→学，習(xí)→习\n",
        "Radicals: 馬 (mǎ) horse, 魚(yú) fish\n"}) {
    CHECK(fuyuan::Restorer(keep).restore(text).text == text);
  }
  CHECK(restore("當(dāng)前位置：首頁") == "当前位置：首页");
  CHECK(restore("公司發(fā)展歷程") == "公司发展历程");
}

TEST_CASE("Converted page: a list of words that end in a reading is a teacher's",
          "[converted_page]") {
  CHECK(restore("放在動詞後面 e.g. 出來(lái)、走過(guò)、看見(jiàn)") ==
        "放在动词后面 e.g. 出来(lái)、走过(guò)、看见(jiàn)");
  CHECK(restore("月(yuè) 落(luò) 烏(wū) 啼(tí) 霜(shuāng) 滿(mǎn) 天(tiān)\n"
                "江(jiāng) 楓(fēng) 漁(yú) 火(huǒ) 對(duì) 愁(chóu) 眠(mián)") ==
        "月(yuè) 落(luò) 乌(wū) 啼(tí) 霜(shuāng) 满(mǎn) 天(tiān)\n"
        "江(jiāng) 枫(fēng) 渔(yú) 火(huǒ) 对(duì) 愁(chóu) 眠(mián)");
  // In the middle of words they are a converter's.
  CHECK(restore("發(fā)票、來(lái)函、會(huì)議") == "发票、来函、会议");
}

TEST_CASE("Converted page: ruins that it quotes stay", "[converted_page]") {
  CHECK(restore("標(biāo)題顯示為“????¨??’”,請檢查編碼設(shè)置。") ==
        "标题显示为“????¨??’”,请检查编码设置。");
}

TEST_CASE("Converted page: what the converter made of 着 does not speak for itself",
          "[converted_page]") {
  // The page is asked what it says elsewhere: it has 排著, but not because somebody wrote it.
  const std::string page =
      "倉庫門口的墻上排著“嚴(yán)禁煙火”的牌子,值班員老周每天清晨繞廠區(qū)走一圈,"
      "檢查消防栓和應(yīng)急燈。他說,機(jī)器可以停,安全這根弦不能松,"
      "誰也不許把規(guī)定當(dāng)耳旁風(fēng)。";
  CHECK(fuyuan::Restorer().restore(page).text ==
        "仓库门口的墙上排着“严禁烟火”的牌子,值班员老周每天清晨绕厂区走一圈,"
        "检查消防栓和应急灯。他说,机器可以停,安全这根弦不能松,"
        "谁也不许把规定当耳旁风。");
}

TEST_CASE("Converted page: private characters of Windows' GBK in what was cut wrongly",
          "[converted_page]") {
  // 服務 is B7 FE | 84 D5, and FE 84 no character of the older table.
  CHECK(third_line(restore(page("志願者們?y\u01CEn)\u900A\uE848\u8D26\u5077\u6405\u821C"
                                "\u8B07?。"))) == "志愿者们把服务送到了村里。");
  CHECK(third_line(restore(page("孩子們?y\u01CEn)\u538B\uE076\u535C\uE848\u8D75O施擦洗干凈。"))) ==
        "孩子们把公共服务设施擦洗干净。");
}

TEST_CASE("Converted page: what a mark took of markup comes back", "[converted_page]") {
  CHECK(third_line(restore(page("<p>志願者們?yǎn)褱嘏\uE200偷酱謇?/p>"))) ==
        "<p>志愿者们把温暖送到村里</p>");
  CHECK(third_line(restore(page("<p>孩子們把作業寫?chéng)炅?/p>"))) == "<p>孩子们把作业写完了</p>");
  // The parenthesis of a note is no bracket that the line lacks.
  CHECK(third_line(restore(page("<td>志願者們?yǎn)褱嘏\uE200偷酱謇?/td><td>（一）</td>"))) ==
        "<td>志愿者们把温暖送到村里</td><td>（一）</td>");
}

TEST_CASE("Converted page: a full stop that was torn at a line's end", "[converted_page]") {
  CHECK(third_line(restore(page("列車的終點站是上?！?"))) == "列车的终点站是上海。");
  CHECK(third_line(restore(page("漁船天亮前就要出?！?"))) == "渔船天亮前就要出海。");
  CHECK(third_line(restore(page("<p>船隊到過東非、紅?！?/p>"))) == "<p>船队到过东非、红海。</p>");
  // What is a comma stays one.
  CHECK(third_line(restore(page("列車的終點站是上海，"))) == "列车的终点站是上海，");
}

TEST_CASE("Converted page: a mark of ASCII where the page has no others", "[converted_page]") {
  const std::string narrow =
      "本公司堅持以質(zhì)量求生存,以信譽求發(fā)展,實(shí)行全過程的標(biāo)準管理.\n";
  CHECK(restore(narrow + "志願者們?yǎn)褱嘏\uE200偷酱謇?老人們很高興.\n") ==
        "本公司坚持以质量求生存,以信誉求发展,实行全过程的标准管理.\n"
        "志愿者们把温暖送到村里,老人们很高兴.\n");
}

TEST_CASE("Converted page: question marks that were there, or of which nothing is left",
          "[converted_page]") {
  for (const char* text :
       {"https://example.com/list?page=2&sort=new", "jdbc:x://db?ssl=true", "- ? **Go**",
        "cat [k??t] n.", "dog /d??g/", "Fe?O? + CO = Fe + CO?", "Na?CO?", "H? + I?"}) {
    CAPTURE(text);
    CHECK(third_line(restore(page(std::string(text) + " 開(kāi)始"))) ==
          std::string(text) + " 开始");
  }
}

TEST_CASE("Converted page: names in Latin letters are no lesson", "[converted_page]") {
  CHECK(third_line(restore(page("與會代表：錢峰(Qian Feng)、許文(Xu Wen)、黃海(Huang Hai)、葉青"
                                "(Ye Qing)。"))) ==
        "与会代表：钱峰(Qian Feng)、许文(Xu Wen)、黄海(Huang Hai)、叶青(Ye Qing)。");
  CHECK(third_line(restore(
            page("班車經南京(Nanjing)、蘇州(Suzhou)、無錫(Wuxi)和常州(Changzhou)到站。"))) ==
        "班车经南京(Nanjing)、苏州(Suzhou)、无锡(Wuxi)和常州(Changzhou)到站。");
  // Tones teach.
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string lesson =
      "生詞：圖書館(túshūguǎn)、電話(diànhuà)、時間(shíjiān)。\n他說(shuō)今天沒有課。\n";
  CHECK(fuyuan::Restorer(keep).restore(lesson).text == lesson);
}

TEST_CASE("Converted page: what an author wrote behind characters stays", "[converted_page]") {
  CHECK(third_line(restore(page("館長姓區(ōu)，管這個區的三座圖書館。"))) ==
        "馆长姓区(ōu)，管这个区的三座图书馆。");
  CHECK(third_line(restore(page("節(jié)(jie)氣表見附錄，車輪(lun)見圖二。"))) ==
        "节(jie)气表见附录，车轮(lun)见图二。");
}

TEST_CASE("Converted page: one note that nobody needs tells of a converter", "[converted_page]") {
  const std::string rest =
      "倉庫的門窗去年已經換成鋼制的，線路也重新檢查過一遍，值班員每兩個小時巡視一次，把結果記錄"
      "在冊。節假日期間由各車間輪流派人，遇到緊急情況先報告隊長，再按應急預案處理。\n";
  const std::string undone =
      "仓库的门窗去年已经换成钢制的，线路也重新检查过一遍，值班员每两个小时巡视一次，把结果记录"
      "在册。节假日期间由各车间轮流派人，遇到紧急情况先报告队长，再按应急预案处理。\n";
  CHECK(restore(rest + "這(zhè)些規定從下個月起執行。\n") == undone + "这些规定从下个月起执行。\n");
  // A rare character, or one that has two readings, needs it.
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  for (const char* line :
       {"廠里養了幾只鷺(lù)鷥。\n", "值班員姓單(shàn)。\n", "隊長姓趙(zhào)。\n"}) {
    CHECK(fuyuan::Restorer(keep).restore(rest + line).text == rest + line);
  }
}

TEST_CASE("Converted page: what comes to light among Simplified text is undone at once",
          "[converted_page]") {
  // 小，維 was cut between its bytes, and read as 。, a private character and a letter.
  const std::string restored =
      restore("這台水泵轉速低，體積?。\uE0D9S護也方便，適合山區的小型灌溉工程使用。");
  CHECK(restored == "这台水泵转速低，体积小，维护也方便，适合山区的小型灌溉工程使用。");
  CHECK(restore(restored) == restored);
}

TEST_CASE("Converted page: a note tells which form of a character was there", "[converted_page]") {
  CHECK(restore("甲方（出租方）：鍾乾(qián)\n聯(lián)系電(diàn)話見背面。\n") ==
        "甲方（出租方）：钟乾\n联系电话见背面。\n");
  CHECK(restore("甲方（出租方）：鍾乾(qian2)\n聯(lian2)系電(dian4)話見背面。\n") ==
        "甲方（出租方）：钟乾\n联系电话见背面。\n");
  CHECK(third_line(restore(page("烘乾(gān)設備，著(zhù)名品牌，隨著(zhù)經濟發(fā)展"))) ==
        "烘干设备，著名品牌，随着经济发展");
}

TEST_CASE("Converted page: a note tells what was lost before it", "[converted_page]") {
  const std::string text = page("產(chǎn)品圖片，閥(fá)門新聞，請聯(lián)系當(dāng)地經銷商。");
  const std::string expected = third_line(restore(text));
  for (const char* habit : {"windows", "whatwg", "question"}) {
    CAPTURE(habit);
    CHECK(third_line(restore(break_with("utf8-as-gbk", text, habit))) == expected);
  }
}

TEST_CASE("Converted page: notes of a misread page of short lines go", "[converted_page]") {
  CHECK(restore(break_with("utf8-as-windows-1252",
                           "回轉(zhuǎn)窯爐\n資料下載(zài)專(zhuān)區(qū)\n")) ==
        "回转窑炉\n资料下载专区\n");
}

TEST_CASE("Converted page: who quotes one in Simplified text keeps the quotation",
          "[converted_page]") {
  for (const char* text : {"网上常见“當(dāng)前位置”这样的写法，是转换程序留下的。\n",
                           "把网页另存以后，“聯(lián)系我們(men)”几个字里夹着拼音。\n"}) {
    CHECK(restore(text) == text);
  }
}

TEST_CASE("Converted page: records of one file tell of each other's notes", "[converted_page]") {
  const std::string record = "標題(tí)\n服務(wù)\n售后服務(wù)，請先登錄(lù)\n";
  const std::string context = "標題(tí)\n請聯(lián)系管理員(yuán)\n";
  CHECK(fuyuan::Restorer().restore(record, {}, context).text == "标题\n服务\n售后服务，请先登录\n");
  CHECK(restore(record) != "标题\n服务\n售后服务，请先登录\n");
}
