#include "text/han_facts.hpp"

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "text/utf8.hpp"

using namespace fuyuan;

namespace {

std::string simplified(char32_t han) { return to_utf8(simplified_candidates(han)); }
std::string traditional(char32_t han) { return to_utf8(traditional_candidates(han)); }

std::string spelled(std::u32string_view text, ToneStyle style = ToneStyle::number) {
  const auto syllable = parse_pinyin(text);
  return syllable ? to_utf8(spell(*syllable, style)) : "none";
}

std::size_t length_read(std::u32string_view text) {
  const auto syllable = parse_pinyin(text);
  return syllable ? syllable->length : 0;
}

template <typename Visit>
void for_all_han(Visit visit) {
  for (char32_t han = 0x3000; han < 0xA000; ++han) visit(han);
}

}  // namespace

TEST_CASE("A variant is read like the usual form") {
  CHECK(simplified(U'暱') == "昵");
  CHECK(simplified(U'欬') == "咳");
  for (const char32_t other : std::u32string_view(U"雝啍菑畽"))
    CHECK(simplified_candidates(other).empty());
}

TEST_CASE("Traditional characters have their Simplified candidates, the usual one first") {
  CHECK(simplified(U'著') == "着著");
  CHECK(simplified(U'乾') == "干乾");
  CHECK(simplified(U'於') == "于於");
  CHECK(simplified(U'徵') == "征徵");
  CHECK(simplified(U'覆') == "复覆");
  CHECK(simplified(U'藉') == "借藉");
  CHECK(simplified(U'畫') == "画划");
  CHECK(simplified(U'餘') == "余馀");
  CHECK(simplified(U'麼') == "么麽");
  CHECK(simplified(U'沈') == "沈沉");
  CHECK(simplified(U'鍾') == "钟锺");
  CHECK(simplified(U'帳') == "帐账");
  CHECK(simplified(U'後') == "后");
  CHECK(simplified(U'儘') == "尽");
}

TEST_CASE("regional and older forms lead to the Simplified one") {
  const std::u32string_view pairs =
      U"裡里裏里為为爲为衛卫衞卫牀床線线綫线峯峰羣群汙污喫吃敎教説说說说凈净沖冲啟启啓启決决"
      U"睪睾佈布週周臺台颱台檯台麪面麵面粧妆妝妆眞真別别內内溫温衆众眾众閒闲牠它";
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    INFO(to_utf8(pairs.substr(i, 2)));
    REQUIRE_FALSE(simplified_candidates(pairs[i]).empty());
    CHECK(simplified_candidates(pairs[i]).front() == pairs[i + 1]);
  }
}

TEST_CASE("characters with one form in both scripts have no candidates") {
  for (const char32_t han : {U'人', U'大', U'的', U'我'}) {
    CHECK(simplified(han).empty());
    CHECK(traditional(han).empty());
  }
  CHECK(simplified(U'们').empty());
  CHECK(traditional(U'們').empty());
  for (const char32_t other : {U'a', U'　', U'あ', U'\xFFFD', U'\x20000', char32_t{0}}) {
    CHECK(simplified(other).empty());
    CHECK(traditional(other).empty());
    CHECK(first_reading(other).empty());
    CHECK_FALSE(is_traditional_only(other));
    CHECK_FALSE(is_simplified_only(other));
  }
}

TEST_CASE("Simplified characters have their Traditional candidates") {
  CHECK(traditional(U'们') == "們");
  CHECK(traditional(U'发').starts_with("發髮"));
  CHECK(traditional(U'后').starts_with("後后"));
  CHECK(traditional(U'干').starts_with("幹乾干"));
  CHECK(traditional(U'为') == "爲為");
  CHECK(traditional(U'只').starts_with("只隻"));
}

TEST_CASE("candidates are well formed in both tables") {
  for_all_han([](char32_t han) {
    for (const auto candidates : {simplified_candidates(han), traditional_candidates(han)}) {
      if (candidates.empty()) continue;
      INFO(to_utf8(std::u32string(1, han)));
      const std::set<char32_t> distinct(candidates.begin(), candidates.end());
      CHECK(distinct.size() == candidates.size());
      CHECK((candidates.size() > 1 || candidates.front() != han));
      for (const char32_t candidate : candidates) {
        CHECK((candidate == U'〇' || (candidate >= 0x3400 && candidate <= 0x9FFF)));
      }
    }
    CHECK_FALSE((is_traditional_only(han) && simplified_candidates(han).empty()));
    CHECK_FALSE((is_simplified_only(han) && traditional_candidates(han).empty()));
    CHECK_FALSE((is_traditional_only(han) && is_simplified_only(han)));
  });
}

TEST_CASE("characters that mark one script are told from those of both") {
  for (const char32_t han : std::u32string_view(U"們這個國來時對會說過開發學於後裡為麼點經還")) {
    INFO(to_utf8(std::u32string(1, han)));
    CHECK(is_traditional_only(han));
    CHECK_FALSE(is_simplified_only(han));
  }
  for (const char32_t han : std::u32string_view(U"们这个国来时对会说过开发学为点经还体机种几据")) {
    INFO(to_utf8(std::u32string(1, han)));
    CHECK(is_simplified_only(han));
    CHECK_FALSE(is_traditional_only(han));
  }
  for (const char32_t han : std::u32string_view(U"人著乾藉覆沈后里干于云面制只系群峰床吃秘台范")) {
    INFO(to_utf8(std::u32string(1, han)));
    CHECK_FALSE(is_traditional_only(han));
    CHECK_FALSE(is_simplified_only(han));
  }
}

TEST_CASE("pinyin is read however it is written") {
  CHECK(spelled(U"dāng") == "dang1");
  CHECK(spelled(U"dang1") == "dang1");
  CHECK(spelled(U"dang１") == "dang1");
  CHECK(spelled(U"DĀNG") == "dang1");
  CHECK(spelled(U"ｄａｎｇ") == "dang");
  CHECK(spelled(U"da\u0304ng") == "dang1");
  CHECK(spelled(U"hăo") == "hao3");
  CHECK(spelled(U"ɡɑo4") == "gao4");
  CHECK(spelled(U"de") == "de");
  CHECK(spelled(U"de5") == "de5");
  for (const std::u32string_view text : {U"lǜ", U"lü4", U"lv4", U"lu:4", U"LÜ4", U"lu\u0308\u0300",
                                         U"lu\u0300\u0308", U"lü\u0300"}) {
    CHECK(spelled(text) == "lü4");
  }
  CHECK(spelled(U"nve4") == "nüe4");
  CHECK(spelled(U"jüé") == "jue2");
  CHECK(spelled(U"yv") == "yu");
  CHECK(spelled(U"ê\u0304") == "ê1");
  CHECK(spelled(U"ế") == "ê2");
  CHECK(spelled(U"ńg") == "ng2");
}

TEST_CASE("one syllable is read, the longest") {
  CHECK(length_read(U"xian") == 4);
  CHECK(length_read(U"dāng)前") == 4);
  CHECK(length_read(U"gao效") == 3);
  CHECK(length_read(U"dang1234") == 5);
  CHECK(length_read(U"dāng1") == 4);
  CHECK(length_read(U"dange") == 4);
  CHECK(length_read(U"xīān") == 2);  // two marks, two syllables
  CHECK(length_read(U"zhuangs") == 6);
  for (const std::u32string_view text :
       {U"", U"(dāng", U" dang", U"bcd", U"v", U"1", U"當", U"uan", U"iang", U"\u0301a"}) {
    CHECK(spelled(text) == "none");
  }
}

TEST_CASE("syllables are spelled with the mark in its place") {
  for (const std::u32string_view text : {U"dāng", U"xué", U"jiǔ", U"guì", U"lüè", U"dǒu", U"guó",
                                         U"nǚ", U"zhuàng", U"de", U"ǹ", U"ế", U"biǎo", U"xióng"}) {
    CHECK(spelled(text, ToneStyle::mark) == to_utf8(text));
  }
  CHECK(spelled(U"lǜ", ToneStyle::none) == "lü");
  CHECK(spelled(U"de5", ToneStyle::mark) == "de");
  CHECK(spelled(U"m4", ToneStyle::mark) == to_utf8(U"m\u0300"));
}

TEST_CASE("a note is compared with all readings of its character") {
  for (const std::u32string_view note : {U"dāng", U"dàng", U"dang1", U"dang", U"DANG4"}) {
    CHECK(has_reading(U'當', note));
    CHECK(has_reading(U'当', note));
  }
  CHECK_FALSE(has_reading(U'當', U"dáng"));
  CHECK_FALSE(has_reading(U'當', U"dang3"));
  CHECK_FALSE(has_reading(U'當', U"dān"));
  CHECK_FALSE(has_reading(U'當', U"dānga"));
  CHECK_FALSE(has_reading(U'當', U""));
  CHECK_FALSE(has_reading(U'?', U"dāng"));
  for (const std::u32string_view note : {U"lǜ", U"lü", U"lv4", U"lù", U"lu4", U"lu", U"lu:4"}) {
    CHECK(has_reading(U'慮', note));
  }
  CHECK(has_reading(U'略', U"luè"));
  CHECK(has_reading(U'女', U"nu3"));
  CHECK_FALSE(has_reading(U'路', U"lǜ"));
  CHECK(has_reading(U'路', U"lù"));
  CHECK(has_reading(U'的', U"de5"));
  CHECK(has_reading(U'的', U"de"));
  CHECK(has_reading(U'〇', U"líng"));
}

TEST_CASE("the notes of converted pages are known readings") {
  const std::u32string_view notes =
      U"當dāng調diào導dǎo時shí強qiáng實shí細xì準zhǔn進jìn復fù產chǎn穩wěn規guī發fā領lǐng應yīng創chuà"
      U"ng"
      U"戰zhàn醫yī務wù學xué習xí對duì會huì聯lián機jī級jí點diǎn內nèi護hù堅jiān關guān嚴yán驗yàn續xù態t"
      U"ài"
      U"認rèn負fù責zé項xiàng術shù動dòng業yè達dá預yù現xiàn標biāo勵lì優yōu設shè節jié區qū擴kuò轉zhuǎn"
      U"統tǒng經jīng濟jì運yùn環huán風fēng險xiǎn執zhí質zhì儲chǔ號hào網wǎng過guò國guó這zhè話huà著zhù"
      U"數shù側cè見jiàn沖chōng覽lǎn沒méi還hái長cháng";
  for (std::size_t at = 0; at < notes.size();) {
    const char32_t han = notes[at++];
    const auto syllable = parse_pinyin(notes.substr(at));
    INFO(to_utf8(std::u32string(1, han)));
    REQUIRE(syllable.has_value());
    CHECK(has_reading(han, *syllable));
    at += syllable->length;
  }
}

TEST_CASE("the first reading is the most usual one") {
  CHECK(to_utf8(first_reading(U'當')) == "dāng");
  CHECK(to_utf8(first_reading(U'的')) == "de");
  CHECK(to_utf8(first_reading(U'綠')) == "lǜ");
  CHECK(to_utf8(first_reading(U'行')) == "xíng");
  CHECK(to_utf8(first_reading(U'會')) == "huì");
}

TEST_CASE("every reading can be spelled and read again") {
  std::size_t with_readings = 0;
  for_all_han([&](char32_t han) {
    const auto all = readings(han);
    with_readings += all.empty() ? 0 : 1;
    for (const Syllable& reading : all) {
      INFO(to_utf8(std::u32string(1, han)));
      const auto numbered = spell(reading, ToneStyle::number);
      CHECK(parse_pinyin(numbered) == reading);
      CHECK(parse_pinyin(numbered)->length == numbered.size());
      CHECK(has_reading(han, spell(reading)));
    }
  });
  CHECK(with_readings > 20000);
}

TEST_CASE("the tables can be asked from several threads at once") {
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&right, i] {
      right[i] =
          has_reading(U'發', U"fā") && is_traditional_only(U'發') && is_simplified_only(U'发');
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 1));
}
